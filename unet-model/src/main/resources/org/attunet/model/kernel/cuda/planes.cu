// Sums over the voxels of each plane, and affine maps of planes: what normalisation is made of. Vectors of planes are [N, P] floats.
// One launch sums a sample in gridDim.x blocks (blockIdx.y is the sample) into partial[N][blocks][2][P]; planeSums adds these up.

struct Rows { int chunks, rows, lane, row; };
__device__ inline Rows rowsOf(int padded) {
    Rows r;
    r.chunks = chunksOf(padded);
    r.rows = blockDim.x / r.chunks;
    r.lane = threadIdx.x % r.chunks;
    r.row = threadIdx.x / r.chunks;
    return r;
}

// Adds what the rows of a block found, one row after the other. Shared memory: blockDim.x · 8 floats.
__device__ inline void rowSums(const float* found, Rows r, int padded, float* partial) {
    extern __shared__ float cells[];
    int width = r.chunks * 8;
    __syncthreads();
    if (r.row < r.rows) EIGHT(k) cells[r.row * width + r.lane * 8 + k] = found[k];
    __syncthreads();
    for (int c = threadIdx.x; c < padded; c += blockDim.x) {
        float sum = 0;
        for (int row = 0; row < r.rows; row++) sum += cells[row * width + c];
        partial[c] = sum;
    }
}
__device__ inline float* partialOf(float* partial, int which, int kinds, int padded) {
    return partial + (((long long) blockIdx.y * gridDim.x + blockIdx.x) * kinds + which) * padded;
}
#define EACH_VOXEL(i, r, voxels) \
    if (r.row < r.rows) for (long long i = (long long) blockIdx.x * r.rows + r.row; i < (voxels); i += (long long) gridDim.x * r.rows)

__device__ inline void loadVector(const float* vector, int at, int padded, float* v) {
    EIGHT(k) v[k] = at % padded + k < padded ? vector[at + k] : 0;
}

// Of (y − centre) and its square; the centre is [C], or 0 where there is none.
extern "C" __global__ void moments(const Number* y, long long voxels, int channels, int padded, const float* centre, float* partial) {
    Rows r = rowsOf(padded);
    float sum[8] = {}, square[8] = {}, m[8], v[8];
    EIGHT(k) m[k] = centre && r.lane * 8 + k < channels ? centre[r.lane * 8 + k] : 0;
    EACH_VOXEL(i, r, voxels) {
        loadChunk(y + (blockIdx.y * voxels + i) * padded + r.lane * 8, padded, v);
        EIGHT(k) {
            float d = v[k] - m[k];
            sum[k] += d;
            square[k] += d * d;
        }
    }
    rowSums(sum, r, padded, partialOf(partial, 0, 2, padded));
    rowSums(square, r, padded, partialOf(partial, 1, 2, padded));
}

// For g = gradient · activation'(scale · y + shift): of g and g (y − centre).
extern "C" __global__ void gradientMoments(const Number* y, const Number* gradient, long long voxels, int padded, const float* scale,
        const float* shift, const float* centre, float slope, float* partial) {
    Rows r = rowsOf(padded);
    float sum[8] = {}, product[8] = {}, a[8], b[8], m[8], v[8], g[8];
    int plane = blockIdx.y * padded + r.lane * 8;
    loadVector(scale, plane, padded, a);
    loadVector(shift, plane, padded, b);
    loadVector(centre, plane, padded, m);
    EACH_VOXEL(i, r, voxels) {
        long long at = (blockIdx.y * voxels + i) * padded + r.lane * 8;
        loadChunk(y + at, padded, v);
        loadChunk(gradient + at, padded, g);
        EIGHT(k) {
            float through = a[k] * v[k] + b[k] > 0 ? g[k] : slope * g[k];
            sum[k] += through;
            product[k] += through * (v[k] - m[k]);
        }
    }
    rowSums(sum, r, padded, partialOf(partial, 0, 2, padded));
    rowSums(product, r, padded, partialOf(partial, 1, 2, padded));
}

// Of y, and of y times a one-channel activation.
extern "C" __global__ void weightedSums(const Number* y, const Number* weight, long long voxels, int padded, float* partial) {
    Rows r = rowsOf(padded);
    float sum[8] = {}, product[8] = {}, v[8];
    EACH_VOXEL(i, r, voxels) {
        long long at = blockIdx.y * voxels + i;
        loadChunk(y + at * padded + r.lane * 8, padded, v);
        float w = weight ? toFloat(weight[at]) : 0;
        EIGHT(k) {
            sum[k] += v[k];
            product[k] += v[k] * w;
        }
    }
    rowSums(sum, r, padded, partialOf(partial, 0, 2, padded));
    rowSums(product, r, padded, partialOf(partial, 1, 2, padded));
}

// sums[kinds][N · C] of partial[N][blocks][kinds][P], block by block in double: one thread a sum.
extern "C" __global__ void planeSums(const float* partial, int samples, int blocks, int kinds, int channels, int padded, double* sums) {
    EACH(i, (long long) kinds * samples * channels) {
        int c = (int) (i % channels), n = (int) (i / channels % samples), kind = (int) (i / channels / samples);
        double sum = 0;
        for (int b = 0; b < blocks; b++) sum += partial[(((long long) n * blocks + b) * kinds + kind) * padded + c];
        sums[i] = sum;
    }
}

// A parameter's gradient from sums[N · C]: over samples.
extern "C" __global__ void overSamples(const double* sums, int samples, int channels, float* gradient) {
    EACH(c, channels) {
        double sum = 0;
        for (int n = 0; n < samples; n++) sum += sums[(long long) n * channels + c];
        gradient[c] = (float) sum;
    }
}

extern "C" __global__ void affine(const Number* y, int samples, long long voxels, int padded, const float* scale, const float* shift,
        float slope, Number* out) {
    int chunks = chunksOf(padded);
    EACH(i, samples * voxels * chunks) {
        long long at = i / chunks * padded + i % chunks * 8;
        int plane = (int) (i / chunks / voxels) * padded + (int) (i % chunks) * 8;
        float v[8], a[8], b[8];
        loadChunk(y + at, padded, v);
        loadVector(scale, plane, padded, a);
        loadVector(shift, plane, padded, b);
        EIGHT(k) v[k] = activated(a[k] * v[k] + b[k], slope);
        storeChunk(out + at, padded, v);
    }
}

// scale · g + b · y + c, in place, with g as in gradientMoments.
extern "C" __global__ void affineGradient(const Number* y, Number* gradient, int samples, long long voxels, int padded, const float* scale,
        const float* shift, float slope, const float* b, const float* c) {
    int chunks = chunksOf(padded);
    EACH(i, samples * voxels * chunks) {
        long long at = i / chunks * padded + i % chunks * 8;
        int plane = (int) (i / chunks / voxels) * padded + (int) (i % chunks) * 8;
        float v[8], g[8], a[8], s[8], bs[8], cs[8];
        loadChunk(y + at, padded, v);
        loadChunk(gradient + at, padded, g);
        loadVector(scale, plane, padded, a);
        loadVector(shift, plane, padded, s);
        loadVector(b, plane, padded, bs);
        loadVector(c, plane, padded, cs);
        EIGHT(k) {
            float through = a[k] * v[k] + s[k] > 0 ? g[k] : slope * g[k];
            v[k] = a[k] * through + bs[k] * v[k] + cs[k];
        }
        storeChunk(gradient + at, padded, v);
    }
}
