/// The operations of this library, by which saved graphs name them.
let builtInOps: [any Op.Type] = [
  Abs.self, Add.self, AddMany.self, ArgExtremum.self, Attention.self, AttentionGradient.self,
  AttentionWeights.self, Broadcast.self,
  Cast.self, Checkpoint.self, Compare.self,
  Concatenate.self, Constant.self, Convolution.self, ConvolutionWeights.self,
  Cos.self, CTCLoss.self, CTCLossGradient.self,
  CustomGradient.self, Cut.self, Divide.self,
  Erf.self, Exp.self,
  ExtentValue.self, Extremum.self, GELU.self, Gather.self, LayerNormalize.self, Log.self,
  LogSoftmax.self, Logical.self, LogicalNot.self,
  MatMul.self, Maximum.self, Mean.self, Minimum.self, ModeSelect.self, Multiply.self,
  Negate.self, OneHot.self, Power.self, Random.self, ReLU.self, Reshape.self,
  Scan.self, ScalarConstant.self, ScatterAdd.self, Select.self, Sigmoid.self, Sin.self, Slice.self,
  Softmax.self, SoftmaxCrossEntropy.self, Sqrt.self, StopGradient.self, Subtract.self, Sum.self,
  TakeAlongAxis.self, TakeAlongAxisGradient.self, Tanh.self, Transpose.self, Unslice.self,
  // Movement and linear algebra
  Diagonal.self, DiagonalMatrix.self, Pad.self,
  // Neural
  ElementNumber.self, Resample.self, Standardize.self,
  Unwindow.self, Window.self, WindowMaximum.self, WindowPick.self,
  WindowScatter.self, WindowSpread.self, WindowSum.self,
  // Reductions
  Product.self, ProductOfOthers.self, Quantifier.self, Variance.self,
  // Element-wise
  Acos.self, Acosh.self, Asin.self, Asinh.self, Atan.self, Atan2.self, Atanh.self, Bitwise.self,
  BitwiseNot.self, Cosh.self, Erfc.self, Erfinv.self, Exp2.self, Expm1.self, Log10.self, Log1p.self,
  Log2.self, Remainder.self, Rounding.self, Sinh.self, Tan.self,
  // Indexing
  CheckedIndex.self, Cumulate.self, DynamicSlice.self, DynamicUpdate.self, FlatIndex.self,
  Scatter.self, Sort.self,
]
