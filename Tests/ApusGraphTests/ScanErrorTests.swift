import ApusGraph
import Testing

/// What a scan and recurrent networks refuse, and how they say it.
@Suite struct ScanErrorTests {
  private func message(
    _ build: (GraphBuilder, Variable) throws -> Void
  ) throws -> String {
    let builder = GraphBuilder()
    let x = try builder.input("x", [4, 2, 3])
    let error = #expect(throws: GraphError.self) { try build(builder, x) }
    return error.map { "\($0)" } ?? ""
  }

  @Test func stepsUseWhatTheyArePassed() throws {
    let foreign = try message { builder, x in
      let w = try builder.input("w", [3])
      _ = try scan(over: [x], carrying: []) { step throws(GraphError) in
        (carries: [], outputs: [try step.inputs[0] * w])
      }
    }
    #expect(foreign.contains("a step is a graph of its own"))
    let random = try message { _, x in
      _ = try scan(over: [x], carrying: []) { step throws(GraphError) in
        let draws = try step.inputs[0].builder.random(.uniform, [2, 3])
        return (carries: [], outputs: [draws])
      }
    }
    #expect(random.contains("a step that only uses what it is passed"))
    #expect(random.contains("scan"))
  }

  @Test func carriesKeepTheirTypes() throws {
    let changed = try message { builder, x in
      let h = try builder.input("h", [3])
      _ = try scan(over: [x], carrying: [h]) { step throws(GraphError) in
        (carries: [try step.carries[0] + step.inputs[0]], outputs: [])
      }
    }
    #expect(changed.contains("a next carry of type float32[3]"))
    let forgotten = try message { builder, x in
      let h = try builder.input("h", [3])
      _ = try scan(over: [x], carrying: [h]) { step throws(GraphError) in
        (carries: [], outputs: step.inputs)
      }
    }
    #expect(forgotten.contains("1 next carries") && forgotten.contains("give back each one"))
  }

  @Test func sequencesHaveAsManySteps() throws {
    let lengths = try message { builder, x in
      let y = try builder.input("y", [5, 3])
      _ = try scan(over: [x, y], carrying: []) { step throws(GraphError) in
        (carries: [], outputs: step.inputs)
      }
    }
    #expect(lengths.contains("all sequences have as many steps"))
    let none = try message { builder, x in
      _ = try scan(over: [], carrying: [x]) { step throws(GraphError) in
        (carries: step.carries, outputs: [])
      }
    }
    #expect(none.contains("at least one sequence"))
  }

  @Test func recurrentNetworksCheckTheirWeights() throws {
    func weights(_ builder: GraphBuilder, _ name: String, _ inputs: Int) throws -> RecurrentWeights
    {
      RecurrentWeights(
        input: try builder.input("\(name)W", [Dim(inputs), 8]),
        hidden: try builder.input("\(name)U", [2, 8]))
    }
    let narrow = try message { builder, x in
      let layers = [
        RecurrentLayer(
          forward: try weights(builder, "a", 3), backward: try weights(builder, "b", 3)),
        RecurrentLayer(
          forward: try weights(builder, "c", 2), backward: try weights(builder, "d", 2)),
      ]
      _ = try lstm(x, layers: layers)
    }
    #expect(narrow.contains("lstm") && narrow.contains("weights of shape [4, 8]"))
    let uneven = try message { builder, x in
      let layers = [
        RecurrentLayer(
          forward: try weights(builder, "a", 3), backward: try weights(builder, "b", 3)),
        RecurrentLayer(forward: try weights(builder, "c", 4)),
      ]
      _ = try lstm(x, layers: layers)
    }
    #expect(uneven.contains("layers of 2 directions each"))
    let lengths = try message { builder, x in
      let layers = [RecurrentLayer(forward: try weights(builder, "a", 3))]
      _ = try lstm(x, layers: layers, lengths: builder.input("lengths", [4], .int32))
    }
    #expect(lengths.contains("int32 lengths [2]"))
    let states = try message { builder, x in
      let layers = [RecurrentLayer(forward: try weights(builder, "a", 3))]
      _ = try lstm(x, layers: layers, hidden: builder.input("h", [2, 2]))
    }
    #expect(states.contains("states are [layers · directions, batch, hidden]"))
    let flat = try message { builder, x in
      let layers = [RecurrentLayer(forward: try weights(builder, "a", 3))]
      _ = try lstm(
        builder.input("flat", [4]), layers: layers, lengths: builder.input("lengths", [4], .int32))
    }
    #expect(flat.contains("sequences [steps, batch, inputs]"))
    let none = try message { _, x in _ = try gru(x, layers: []) }
    #expect(none.contains("at least one layer"))
  }
}
