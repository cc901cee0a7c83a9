// Normalisation by an activation's own statistics: from sums over planes, in double, what each set of planes shares, and the affine map of
// each plane that comes of it. A set is `width` neighbouring channels, of one sample or across samples. Vectors of planes are [N, P] floats.

#define EPSILON 1e-5
#define MOMENTUM 0.1

struct Planes { int firstSample, endSample, firstChannel, endChannel; double count; };
__device__ inline Planes planesOf(int set, int samples, int channels, int width, int across, long long voxels) {
    int setsOfSample = channels / width;
    Planes p;
    p.firstSample = across ? 0 : set / setsOfSample;
    p.endSample = across ? samples : p.firstSample + 1;
    p.firstChannel = set % setsOfSample * width;
    p.endChannel = p.firstChannel + width;
    p.count = (double) voxels * (p.endSample - p.firstSample) * width;
    return p;
}
#define EACH_PLANE(n, c, p) \
    for (int n = p.firstSample; n < p.endSample; n++) for (int c = p.firstChannel; c < p.endChannel; c++)
__device__ inline int setsOf(int samples, int channels, int width, int across) { return (across ? 1 : samples) * channels / width; }

// Of sums[2][N · C] of (y − centre) and its square, the centre being the running mean where there is one, else 0. What runs along, [C],
// is moved; there a set is one channel across samples.
extern "C" __global__ void statistics(const double* sums, int samples, int channels, int width, int across, int padded, long long voxels,
        const float* gamma, const float* beta, float* runningMean, float* runningVariance, double* mean, double* inverse, float* scale,
        float* shift, float* centre) {
    int planes = samples * channels;
    EACH(s, setsOf(samples, channels, width, across)) {
        Planes p = planesOf((int) s, samples, channels, width, across, voxels);
        double about = runningMean ? runningMean[s] : 0, sum = 0, square = 0;
        EACH_PLANE(n, c, p) {
            sum += sums[n * channels + c];
            square += sums[planes + n * channels + c];
        }
        double offset = sum / p.count, variance = square / p.count - offset * offset;
        if (variance < 0) variance = 0;
        mean[s] = about + offset;
        inverse[s] = 1 / sqrt(variance + EPSILON);
        EACH_PLANE(n, c, p) {
            double a = gamma[c] * inverse[s];
            scale[n * padded + c] = (float) a;
            shift[n * padded + c] = (float) (beta[c] - mean[s] * a);
            centre[n * padded + c] = (float) mean[s];
        }
        if (runningMean) {
            double unbiased = variance * p.count / (p.count > 2 ? p.count - 1 : 1);
            runningMean[s] = (float) ((1 - MOMENTUM) * about + MOMENTUM * mean[s]);
            runningVariance[s] = (float) ((1 - MOMENTUM) * runningVariance[s] + MOMENTUM * unbiased);
        }
    }
}

// Of sums[2][N · C] of g and g (y − mean): the gradient by y is scale · g + b · y + c.
extern "C" __global__ void normGradient(const double* sums, int samples, int channels, int width, int across, int padded, long long voxels,
        const float* gamma, const double* mean, const double* inverse, float* b, float* c) {
    int planes = samples * channels;
    EACH(s, setsOf(samples, channels, width, across)) {
        Planes p = planesOf((int) s, samples, channels, width, across, voxels);
        double sum = 0, product = 0;
        EACH_PLANE(n, k, p) {
            sum += gamma[k] * sums[n * channels + k];
            product += gamma[k] * sums[planes + n * channels + k] * inverse[s];
        }
        double slope = -inverse[s] * inverse[s] * product / p.count, offset = -inverse[s] * sum / p.count - slope * mean[s];
        EACH_PLANE(n, k, p) {
            b[n * padded + k] = (float) slope;
            c[n * padded + k] = (float) offset;
        }
    }
}

// Of the same sums: the gradients by gamma and beta.
extern "C" __global__ void normParameterGradient(const double* sums, int samples, int channels, int width, int across,
        const double* inverse, float* byGamma, float* byBeta) {
    int planes = samples * channels;
    EACH(c, channels) {
        double gamma = 0, beta = 0;
        for (int n = 0; n < samples; n++) {
            int plane = n * channels + (int) c;
            beta += sums[plane];
            gamma += sums[planes + plane] * inverse[(across ? (int) c : plane) / width];
        }
        byGamma[c] = (float) gamma;
        byBeta[c] = (float) beta;
    }
}
