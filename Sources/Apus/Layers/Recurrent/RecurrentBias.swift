/// Which biases a recurrent layer has. Gates add the bias of the input and that of the hidden state;
/// but in a GRU the latter is multiplied by the reset gate.
public enum RecurrentBias: String, Hashable, Sendable, Codable, CaseIterable {
  /// None.
  case none
  /// One, added to the product with the input.
  case one
  /// One for each product, as in PyTorch and cuDNN.
  case both
}
