import Apus
import Foundation
import Testing

/// Fields within fields: what is not known is an error with its place and the nearest name.
@Suite struct NestedFieldTests {
  private func error<Value: Decodable>(_ type: Value.Type, _ json: String) -> GraphError? {
    #expect(throws: GraphError.self, "\(json)") {
      try JSONDecoder().decode(type, from: Data(json.utf8))
    }
  }

  @Test func unknownFieldsOfInitializers() {
    let field = error(
      LayerList.self,
      #"[{"type": "dense", "units": 3, "weights": {"type": "heNormal", "gein": 2}}]"#)
    #expect(field?.kind == .unknownName)
    #expect(field?.found == "'gein'")
    #expect(field?.advice == "did you mean 'gain'?")
    #expect(field?.scope == "layers[0].weights")
    let alone = error(Initializer.self, #"{"type": "uniform", "low": -1, "high": 1, "mean": 0}"#)
    #expect(alone?.kind == .unknownName && alone?.scope == "")
    #expect(alone?.expected == "one of the fields high, low, type")
    let missing = error(
      LayerList.self, #"[{"type": "dense", "units": 3, "weights": {"type": "uniform", "low": 1}}]"#)
    #expect(missing?.expected.contains("'high'") == true, "\(String(describing: missing))")
  }

  @Test func unknownFieldsOfSchedules() {
    let field = error(
      AnySchedule.self, #"{"type": "step", "from": 0.1, "every": 30, "facter": 0.5}"#)
    #expect(field?.kind == .unknownName)
    #expect(field?.found == "'facter'" && field?.advice == "did you mean 'factor'?")
    #expect(field?.operation == "step")
    let nested = error(
      AnySchedule.self,
      #"{"type": "sequential", "parts": [{"steps": 3, "schedule": {"type": "warmUp", "steps": 2, "schedule": {"type": "noam", "width": 5, "warmup": 3}}}]}"#
    )
    #expect(nested?.operation == "noam" && nested?.expected == "the field 'warmUp'")
    #expect(nested?.scope == "parts[0].schedule.schedule")
    let part = error(
      AnySchedule.self,
      #"{"type": "sequential", "parts": [{"step": 3, "schedule": {"type": "constant", "value": 1}}]}"#
    )
    #expect(part?.found == "'step'" && part?.scope == "parts[0]")
    let mode = error(
      AnySchedule.self,
      #"{"type": "cyclic", "low": 0, "high": 1, "rise": 3, "mode": {"exponential": {"gama": 1}}}"#)
    #expect(mode != nil)
    let missing = error(AnySchedule.self, #"{"type": "oneCycle", "peak": 1}"#)
    #expect(missing?.expected == "the field 'steps'")
  }

  /// A path says which list of a layer it is, and which field.
  @Test func placesNameTheirField() {
    let places = [
      (#"{"type": "residual", "body": [{"type": "relu"}, {"type": "denze"}]}"#, "body[1]"),
      (#"{"type": "residual", "body": [], "shortcut": [{"type": "denze"}]}"#, "shortcut[0]"),
      (#"{"type": "parallel", "branches": [{"type": "denze"}]}"#, "branches[0]"),
      (#"{"type": "spectralNorm", "layer": {"type": "denze"}}"#, "layer"),
      (
        #"{"type": "transformerEncoder", "layers": 2, "layer": {"type": "transformerEncoderLayer", "heads": 2, "activation": {"type": "gelo"}}}"#,
        "layer.activation"
      ),
      (
        #"{"type": "timeDistributed", "layer": {"type": "sequential", "layers": [{"type": "conv2d", "channels": 3, "kernel": 2, "weights": "hNormal"}]}}"#,
        "layer.layers[0].weights"
      ),
    ]
    for (json, place) in places {
      #expect(error(LayerList.self, "[\(json)]")?.scope == "layers[0].\(place)", "\(json)")
    }
  }
}
