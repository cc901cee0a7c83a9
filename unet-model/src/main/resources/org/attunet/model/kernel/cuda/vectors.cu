// Numbers that lie like the parameters, floats whatever the precision of activations: what becomes of gradients, and averages of
// parameters. Products are rounded before they are added, as on the host.

extern "C" __global__ void scaleVector(float* x, long long count, float factor) {
    EACH(i, count) x[i] *= factor;
}

extern "C" __global__ void multiplyVector(float* x, const float* other, long long count) {
    EACH(i, count) x[i] *= other[i];
}

extern "C" __global__ void addVector(float* x, const float* other, long long count, float factor) {
    EACH(i, count) x[i] = __fadd_rn(x[i], __fmul_rn(factor, other[i]));
}

extern "C" __global__ void addProducts(float* x, const float* a, const float* b, long long count) {
    EACH(i, count) x[i] = __fadd_rn(x[i], __fmul_rn(a[i], b[i]));
}

// Equal numbers stay as they are.
extern "C" __global__ void approach(float* x, const float* other, long long count, float share) {
    EACH(i, count) x[i] = __fadd_rn(x[i], __fmul_rn(share, other[i] - x[i]));
}

// Each of `parts` sums adds every parts-th square, however the threads are shared out.
extern "C" __global__ void squares(const float* x, long long count, int parts, double* sums) {
    EACH(part, parts) {
        double sum = 0;
        for (long long i = part; i < count; i += parts) sum += (double) x[i] * x[i];
        sums[part] = sum;
    }
}

// The same over sums.
extern "C" __global__ void addUp(const double* from, int count, int parts, double* sums) {
    EACH(part, parts) {
        double sum = 0;
        for (int i = (int) part; i < count; i += parts) sum += from[i];
        sums[part] = sum;
    }
}

// Down to a largest length, where it is longer.
extern "C" __global__ void clipVector(float* x, long long count, const double* square, double largest) {
    double length = sqrt(*square);
    if (length > largest) EACH(i, count) x[i] *= (float) (largest / length);
}
