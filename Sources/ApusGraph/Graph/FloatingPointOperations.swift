/// An operation made of products of matrices, the work that networks are compared by.
protocol ProductOp: Op {
  /// How many multiply-adds it takes.
  func multiplyAdds(_ inputs: [Shape], _ outputs: [Shape]) -> Dim
}

extension Graph {
  /// The floating-point operations of matrix products, convolutions and attention among what `outputs`
  /// are computed from, a multiply-add counted as two; what is computed element by element does not
  /// count, as in PyTorch's `torch.utils.flop_counter`. Convolutions count as direct ones, masked
  /// attention in full.
  /// - Throws: `GraphError` for variables of other graphs.
  public func floatingPointOperations(of outputs: [VariableID]) throws(GraphError) -> Dim {
    2 * multiplyAdds(in: try needed(for: outputs))
  }

  /// Those of the nodes that compute some of `wanted`.
  private func multiplyAdds(in wanted: Set<Int>) -> Dim {
    var total = Dim(0)
    for node in nodes where node.outputs.contains(where: wanted.contains) {
      func shapes(_ indices: [Int]) -> [Shape] { indices.map { variables[$0].type.shape } }
      if let op = node.op as? any ProductOp {
        total = total + op.multiplyAdds(shapes(node.inputs), shapes(node.outputs))
      } else if let scan = node.op as? Scan {
        let steps = shapes(node.inputs)[scan.carryCount].dims.first ?? 0
        total = total + steps * scan.body.multiplyAdds(in: Set(scan.results))
      }
    }
    return total
  }
}

extension MatMul: ProductOp {
  func multiplyAdds(_ inputs: [Shape], _ outputs: [Shape]) -> Dim {
    let a = inputs[0]
    return outputs[0].elementCount * a[a.rank - (transposeA ? 2 : 1)]
  }
}

extension Convolution: ProductOp {
  func multiplyAdds(_ inputs: [Shape], _ outputs: [Shape]) -> Dim {
    let (x, w) = (inputs[0], inputs[1])
    // A transposed convolution reads each element once for each of its outputs; the zeros between the
    // elements are not counted.
    let isSpread = geometry.spacings.contains { $0 > 1 }
    let places = Array((isSpread ? x : outputs[0]).dims.dropFirst(2)).reduce(x[0], *)
    return places * w.elementCount
  }
}

extension ConvolutionWeights: ProductOp {
  func multiplyAdds(_ inputs: [Shape], _ outputs: [Shape]) -> Dim {
    let (g, x) = (inputs[0], inputs[1])
    let isSpread = geometry.spacings.contains { $0 > 1 }
    let places = Array((isSpread ? x : g).dims.dropFirst(2)).reduce(g[0], *)
    return places * outputs[0].elementCount
  }
}

extension Attention: ProductOp {
  func multiplyAdds(_ inputs: [Shape], _ outputs: [Shape]) -> Dim {
    attentionProducts(inputs) * 2
  }
}

extension AttentionGradient: ProductOp {
  /// The scores again, and two products for each of the forward pass.
  func multiplyAdds(_ inputs: [Shape], _ outputs: [Shape]) -> Dim {
    attentionProducts(inputs) * 5
  }
}

/// One product of the queries with all keys, over all heads.
private func attentionProducts(_ inputs: [Shape]) -> Dim {
  let (q, k) = (inputs[0], inputs[1])
  return q.elementCount * k[k.rank - 2]
}
