import Apus

/// A residual network for images of 32×32 (K. He et al., "Deep residual learning for image
/// recognition", 2015, section 4.2): a convolution, three stages of n blocks each with w, 2w and 4w
/// channels, the mean over all positions, and a dense layer; 6n + 2 layers with weights. Where a
/// block changes the size, its shortcut is a 1×1 convolution (the paper's option B).
struct ResNet {
  /// 6n + 2.
  let depth: Int
  /// w.
  let width: Int
  let classes: Int

  /// Images `[B, 3, 32, 32]` → logits `[B, classes]`.
  var layers: LayerList {
    var specs: [any LayerSpec] = [convolution(width), BatchNorm(), ReLU()]
    for stage in 0..<3 {
      for block in 0..<(depth - 2) / 6 {
        specs.append(self.block(width << stage, stride: stage > 0 && block == 0 ? 2 : 1))
        specs.append(ReLU())
      }
    }
    return LayerList(specs + [GlobalAveragePool(), Dense(classes)])
  }

  private func block(_ channels: Int, stride: Int) -> Residual {
    Residual {
      convolution(channels, stride: stride)
      BatchNorm()
      ReLU()
      convolution(channels)
      BatchNorm()
    } shortcut: {
      if stride > 1 {
        Conv2d(
          channels, kernel: 1, stride: PerAxis(stride), bias: false, weights: .heNormal())
        BatchNorm()
      }
    }
  }

  private func convolution(_ channels: Int, stride: Int = 1) -> Conv2d {
    // The normalisation behind it takes any bias away.
    Conv2d(
      channels, kernel: 3, stride: PerAxis(stride), padding: 1, bias: false, weights: .heNormal())
  }
}
