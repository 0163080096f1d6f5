/// The kernels of the baseline: one work-item for each output element, the row in the first
/// dimension and the column in the second, as in the matrix library of the original system.
enum BaselineKernels {
  static let source = """
    // c[i, j] = sum over k of a[i, k] b[k, j]
    kernel void multiply_matrices(
        global const float *a, global const float *b, global float *c, int inner) {
      size_t i = get_global_id(0), j = get_global_id(1), columns = get_global_size(1);
      float total = 0;
      for (int k = 0; k < inner; k++) total += a[i * inner + k] * b[k * columns + j];
      c[i * columns + j] = total;
    }

    // c[i, j] = sum over k of a[k, i] b[k, j]
    kernel void multiply_transposed_first(
        global const float *a, global const float *b, global float *c, int inner) {
      size_t i = get_global_id(0), j = get_global_id(1);
      size_t rows = get_global_size(0), columns = get_global_size(1);
      float total = 0;
      for (int k = 0; k < inner; k++) total += a[k * rows + i] * b[k * columns + j];
      c[i * columns + j] = total;
    }

    // c[i, j] = sum over k of a[i, k] b[j, k]
    kernel void multiply_transposed_second(
        global const float *a, global const float *b, global float *c, int inner) {
      size_t i = get_global_id(0), j = get_global_id(1), columns = get_global_size(1);
      float total = 0;
      for (int k = 0; k < inner; k++) total += a[i * inner + k] * b[j * inner + k];
      c[i * columns + j] = total;
    }

    kernel void add_to_rows(
        global const float *x, global const float *bias, global float *y) {
      size_t i = get_global_id(0), j = get_global_id(1), columns = get_global_size(1);
      y[i * columns + j] = x[i * columns + j] + bias[j];
    }

    kernel void relu(global const float *x, global float *y) {
      size_t i = get_global_id(0);
      y[i] = fmax(x[i], 0.0f);
    }

    kernel void relu_slope(global const float *x, global float *slope) {
      size_t i = get_global_id(0);
      slope[i] = x[i] > 0 ? 1.0f : 0.0f;
    }

    kernel void multiply_elements(
        global const float *a, global const float *b, global float *c) {
      size_t i = get_global_id(0);
      c[i] = a[i] * b[i];
    }

    kernel void sum_rows(global const float *x, global float *sums, int rows) {
      size_t j = get_global_id(0), columns = get_global_size(0);
      float total = 0;
      for (int i = 0; i < rows; i++) total += x[i * columns + j];
      sums[j] = total;
    }

    kernel void squared_errors(
        global const float *x, global const float *target, global float *sums, int rows) {
      size_t j = get_global_id(0), columns = get_global_size(0);
      float total = 0;
      for (int i = 0; i < rows; i++) {
        float error = x[i * columns + j] - target[i * columns + j];
        total += error * error;
      }
      sums[j] = total;
    }

    kernel void squared_error_gradient(
        global const float *x, global const float *target, global float *gradient,
        float scale) {
      size_t i = get_global_id(0);
      gradient[i] = scale * (x[i] - target[i]);
    }

    kernel void rmsprop_squares(
        global float *squares, global const float *gradient, float smoothing) {
      size_t i = get_global_id(0);
      squares[i] = smoothing * squares[i] + (1 - smoothing) * gradient[i] * gradient[i];
    }

    kernel void rmsprop_parameter(
        global float *parameter, global const float *gradient, global const float *squares,
        float rate, float epsilon) {
      size_t i = get_global_id(0);
      parameter[i] -= rate * gradient[i] / (sqrt(squares[i]) + epsilon);
    }

    // LSTM: rows are examples; gates lie side by side in rows of four times the units.

    kernel void join_inputs(
        global const float *x, int first, global const float *state, global float *joined,
        int inputs) {
      size_t i = get_global_id(0), j = get_global_id(1), columns = get_global_size(1);
      int units = (int)columns - inputs - 1;
      joined[i * columns + j] = j == 0 ? 1.0f
          : j <= inputs ? x[first + i * inputs + j - 1] : state[i * units + j - inputs - 1];
    }

    kernel void sigmoid_columns(
        global const float *x, global float *y, int offset, int stride) {
      size_t at = get_global_id(0) * stride + offset + get_global_id(1);
      y[at] = 1.0f / (1.0f + exp(-x[at]));
    }

    kernel void tanh_columns(
        global const float *x, global float *y, int offset, int stride) {
      size_t at = get_global_id(0) * stride + offset + get_global_id(1);
      y[at] = tanh(x[at]);
    }

    kernel void sigmoid_slope_columns(
        global const float *y, global float *slope, int offset, int stride) {
      size_t at = get_global_id(0) * stride + offset + get_global_id(1);
      slope[at] = y[at] * (1.0f - y[at]);
    }

    kernel void tanh_slope_columns(
        global const float *y, global float *slope, int offset, int stride) {
      size_t at = get_global_id(0) * stride + offset + get_global_id(1);
      slope[at] = 1.0f - y[at] * y[at];
    }

    kernel void multiply_columns(
        global const float *a, int a_offset, int a_stride, global const float *b, int b_offset,
        int b_stride, global float *c, int c_offset, int c_stride) {
      size_t i = get_global_id(0), j = get_global_id(1);
      c[i * c_stride + c_offset + j] =
          a[i * a_stride + a_offset + j] * b[i * b_stride + b_offset + j];
    }

    kernel void copy_columns(global const float *x, int offset, int stride, global float *y) {
      size_t i = get_global_id(0), j = get_global_id(1), columns = get_global_size(1);
      y[i * columns + j] = x[i * stride + offset + j];
    }

    kernel void add_elements(
        global const float *a, global const float *b, global float *c) {
      size_t i = get_global_id(0);
      c[i] = a[i] + b[i];
    }

    kernel void softmax_rows(global const float *x, global float *y, int columns) {
      size_t i = get_global_id(0);
      float largest = x[i * columns], total = 0;
      for (int j = 1; j < columns; j++) largest = fmax(largest, x[i * columns + j]);
      for (int j = 0; j < columns; j++) total += exp(x[i * columns + j] - largest);
      for (int j = 0; j < columns; j++)
        y[i * columns + j] = exp(x[i * columns + j] - largest) / total;
    }

    kernel void cross_entropies(
        global const float *y, global const float *target, int first, global float *losses,
        int columns) {
      size_t i = get_global_id(0);
      float total = 0;
      for (int j = 0; j < columns; j++)
        total -= target[first + i * columns + j] * log(y[i * columns + j]);
      losses[first / columns + i] = total;
    }

    kernel void cross_entropy_gradient(
        global const float *y, global const float *target, int first, global float *gradient,
        float scale) {
      size_t i = get_global_id(0);
      gradient[i] = scale * (y[i] - target[first + i]);
    }
    """
}
