import ApusGraph

extension OperationCases {
  /// Every option of convolutions, alone and some together; sizes 0, 1 and odd; one large enough for
  /// tiles and their edges. Small ones are plain sums; those of symbolic batches are products, as large
  /// ones are.
  static let convolutions: [OperationCase] =
    plainConvolutions + ofFewChannels + transposedConvolutions + ofBatches + chained

  private static func plane(
    _ name: String, _ x: Shape, _ w: Shape, stride: PerAxis = 1,
    padding: ConvolutionPadding = .valid, dilation: PerAxis = 1, groups: Int = 1,
    bindings: [[String: Int]] = [[:]]
  ) -> OperationCase {
    OperationCase(
      "conv2d \(name)", .convolution, [.float(x), .float(w)], bindings: bindings, relative: 2e-5,
      absolute: 2e-5
    ) { _, x in
      [
        try conv2d(
          x[0], x[1], stride: stride, padding: padding, dilation: dilation, groups: groups)
      ]
    }
  }

  private static var plainConvolutions: [OperationCase] {
    [
      plane("plain", [2, 3, 6, 7], [4, 3, 3, 2]),
      plane("padded", [2, 3, 5, 6], [4, 3, 3, 3], padding: 1),
      plane("same, with a stride", [1, 2, 7, 8], [3, 2, 3, 4], stride: 2, padding: .same),
      plane("same", [1, 2, 5, 4], [3, 2, 2, 3], padding: .same),
      plane(
        "asymmetric", [1, 2, 5, 6], [3, 2, 3, 3], stride: [2, 1],
        padding: .sides(before: [0, 2], after: [1, 0])),
      plane("dilated", [1, 2, 9, 8], [3, 2, 3, 2], padding: 2, dilation: [2, 3]),
      plane("in groups", [2, 6, 5, 5], [9, 2, 3, 3], padding: 1, groups: 3),
      plane("depthwise", [2, 4, 6, 5], [4, 1, 3, 3], stride: 2, padding: 1, groups: 4),
      plane("depthwise twofold", [1, 3, 5, 5], [6, 1, 2, 2], groups: 3),
      plane("pointwise", [2, 5, 3, 4], [7, 5, 1, 1]),
      plane("pointwise with a stride", [2, 5, 5, 4], [3, 5, 1, 1], stride: 2),
      plane("of one element", [1, 1, 1, 1], [1, 1, 1, 1]),
      plane("to one element", [2, 3, 3, 4], [5, 3, 3, 4]),
      plane("of no image", [0, 2, 5, 5], [3, 2, 3, 3]),
      plane("beyond the input", [1, 1, 2, 2], [3, 1, 3, 3], padding: 3),
      plane(
        "of a batch", [.batch, 3, 6, 6], [4, 3, 3, 3], padding: 1,
        bindings: [["batch": 1], ["batch": 3]]),
      plane("in tiles", [3, 8, 13, 11], [35, 8, 3, 3], padding: 1),
      OperationCase(
        "conv1d with a bias", .convolution, [.float([2, 3, 11]), .float([4, 3, 3]), .float([4])]
      ) { _, x in
        [try relu(conv1d(x[0], x[1], bias: x[2], stride: 2, padding: 1, dilation: 2))]
      },
      OperationCase(
        "conv1d of symbolic length", .convolution, [.float([2, 2, .time]), .float([3, 2, 3])],
        bindings: [["time": 3], ["time": 10]]
      ) { _, x in [try conv1d(x[0], x[1], padding: .same)] },
      OperationCase(
        "conv3d", .convolution, [.float([1, 2, 4, 5, 4]), .float([3, 2, 2, 3, 2]), .float([3])]
      ) { _, x in
        [try conv3d(x[0], x[1], bias: x[2], stride: [1, 2, 1], padding: [0, 1, 1])]
      },
    ]
  }

  /// A convolution of few channels; that the batch is not known keeps it from being plain sums.
  private static func small(
    _ name: String, _ image: [Int], _ w: Shape, padding: ConvolutionPadding
  ) -> OperationCase {
    plane(
      "of few channels, \(name)", Shape([.batch] + image.map { Dim($0) }), w, padding: padding,
      bindings: [["batch": 3], ["batch": 1]])
  }

  /// Those that are computed where the images are: rows of one, two and many vectors, whole and not;
  /// images in strips; parts of several images, and of a batch that they do not divide.
  private static var ofFewChannels: [OperationCase] {
    [
      plane("of few channels", [2, 1, 9, 20], [8, 1, 5, 5], padding: 2),
      plane("of few channels, many images", [11, 1, 8, 18], [8, 1, 3, 3], padding: 1),
      plane("of few channels, long rows", [1, 2, 21, 90], [8, 2, 3, 7]),
      plane("of few channels, in strips", [1, 3, 23, 150], [8, 3, 3, 2], padding: .same),
      small("rows of one vector", [3, 3, 16], [8, 3, 3, 3], padding: 1),
      small("rows of two vectors", [1, 4, 20], [8, 1, 3, 3], padding: 1),
      small(
        "asymmetric", [4, 3, 36], [16, 4, 2, 3], padding: .sides(before: [0, 3], after: [2, 1])),
      small("rows of many vectors", [1, 2, 87], [8, 1, 1, 3], padding: 1),
      small("more rows than a strip", [1, 10, 17], [8, 1, 2, 2], padding: .same),
      plane(
        "to few outputs, padded beyond the kernel", [.batch, 8, 2, 14], [2, 8, 2, 3], padding: 4,
        bindings: [["batch": 1]]),
      plane("of few channels, windows of nothing", [1, 1, 4, 4], [8, 1, 3, 3], padding: 8),
    ]
  }

  private static var transposedConvolutions: [OperationCase] {
    [
      OperationCase(
        "convTranspose2d", .convolution,
        [.float([2, 3, 4, 3]), .float([3, 4, 3, 2]), .float([4])]
      ) { _, x in [try convTranspose2d(x[0], x[1], bias: x[2])] },
      OperationCase(
        "convTranspose2d with everything", .convolution,
        [.float([1, 4, 3, 4]), .float([4, 3, 3, 2])]
      ) { _, x in
        [
          try convTranspose2d(
            x[0], x[1], stride: [2, 3], padding: 1, outputPadding: [1, 0], dilation: [1, 2],
            groups: 2)
        ]
      },
      OperationCase(
        "convTranspose2d depthwise", .convolution, [.float([1, 3, 3, 3]), .float([3, 1, 2, 2])]
      ) { _, x in [try convTranspose2d(x[0], x[1], stride: 2, groups: 3)] },
      OperationCase(
        "convTranspose1d", .convolution, [.float([2, 2, 5]), .float([2, 3, 4])]
      ) { _, x in [try convTranspose1d(x[0], x[1], stride: 3, padding: 2)] },
      OperationCase(
        "convTranspose3d", .convolution, [.float([1, 2, 2, 3, 2]), .float([2, 2, 2, 2, 3])]
      ) { _, x in [try convTranspose3d(x[0], x[1], stride: 2, padding: [0, 1, 0])] },
    ]
  }

  private static var ofBatches: [OperationCase] {
    let two = [["batch": 2]]
    return [
      plane(
        "of patches", [2, 3, 9, 12], [5, 3, 4, 4], stride: 4, bindings: [[:]]),
      plane(
        "of patches apart", [.batch, 2, 11, 9], [3, 2, 3, 1], stride: [6, 4], padding: 2,
        dilation: [2, 1], bindings: two),
      plane(
        "of symbolic extents, with a stride", [.batch, 2, 2 * .time, 7], [3, 2, 3, 2],
        stride: [2, 3], padding: 1, bindings: [["batch": 2, "time": 1], ["batch": 1, "time": 4]]),
      plane(
        "of a batch, same, with a stride", [.batch, 2, 7, 8], [3, 2, 3, 4], stride: 2,
        padding: .same, bindings: two),
      plane(
        "of a batch, asymmetric", [.batch, 2, 5, 6], [3, 2, 3, 3], stride: [3, 1],
        padding: .sides(before: [0, 2], after: [1, 0]), bindings: two),
      plane(
        "of a batch, dilated", [.batch, 2, 9, 8], [3, 2, 3, 2], padding: 2, dilation: [2, 3],
        bindings: two),
      plane(
        "of a batch, in groups", [.batch, 6, 5, 5], [9, 2, 3, 3], stride: 2, padding: 1,
        groups: 3, bindings: two),
      plane(
        "of a batch, pointwise with a stride", [.batch, 5, 5, 4], [3, 5, 1, 1], stride: 2,
        bindings: two),
      plane(
        "of a batch, a kernel smaller than its stride", [.batch, 2, 7, 8], [3, 2, 2, 1],
        stride: 3, bindings: two),
      plane(
        "of a batch, padded beyond the kernel", [.batch, 1, 2, 2], [3, 1, 1, 1], padding: 1,
        bindings: two),
      plane(
        "of a batch, padded by its kernel", [.batch, 2, 3, 4], [3, 2, 3, 3], padding: 3,
        bindings: two),
      OperationCase(
        "conv1d of a batch", .convolution, [.float([.batch, 3, 11]), .float([4, 3, 3])],
        bindings: two
      ) { _, x in [try conv1d(x[0], x[1], stride: 2, padding: 1, dilation: 2)] },
      OperationCase(
        "conv3d of a batch", .convolution,
        [.float([.batch, 2, 4, 5, 4]), .float([3, 2, 2, 3, 2])], bindings: two
      ) { _, x in [try conv3d(x[0], x[1], stride: [1, 2, 1], padding: [0, 1, 1])] },
      OperationCase(
        "convTranspose2d to patches", .convolution,
        [.float([2, 3, 2, 3]), .float([3, 2, 4, 3])]
      ) { _, x in
        [
          try convTranspose2d(x[0], x[1], stride: [4, 5], padding: [1, 0], outputPadding: [2, 1])
        ]
      },
      OperationCase(
        "convTranspose2d of a batch", .convolution,
        [.float([.batch, 4, 3, 4]), .float([4, 3, 3, 2])], bindings: two
      ) { _, x in
        [
          try convTranspose2d(
            x[0], x[1], stride: [2, 3], padding: 1, outputPadding: [1, 0], dilation: [1, 2],
            groups: 2)
        ]
      },
    ]
  }

  private static var chained: [OperationCase] {
    [
      OperationCase(
        "two convolutions", .convolution,
        [.float([2, 2, 7, 7]), .float([4, 2, 3, 3]), .float([4]), .float([3, 4, 2, 2])]
      ) { _, x in
        let hidden = try relu(conv2d(x[0], x[1], bias: x[2], padding: .same))
        return [try conv2d(maxPool2d(hidden, kernel: 2), x[3])]
      },
      OperationCase(
        "conv2d of views", .convolution, [.float([4, 5, 2, 2]), .float([3, 3, 2, 2])]
      ) { _, x in
        let image = try transpose(x[0], [2, 3, 0, 1])
        let mirrored = try slice(x[1], axis: 3, start: 1, count: 2, step: -1)
        return [try conv2d(image, slice(mirrored, axis: 1, start: 0, count: 2))]
      },
    ]
  }
}
