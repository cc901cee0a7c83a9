// Trilinear upsampling by whole factors into some channels of a wider activation, the product with an attention map, and the adjoints.
// Voxel centres lie at (o + 1/2) / factor - 1/2, edges clamped:
//
//     input     |     0     |     1     |     2     |
//     output    |  0  |  1  |  2  |  3  |  4  |  5  |        factor 2: output 2 is 3/4 of input 1 and 1/4 of input 0

struct Between { int low, high; float weight; };
__device__ inline Between between(int o, int factor, int length) {
    float position = fmaxf(0.0f, (o + 0.5f) / factor - 0.5f);
    Between b;
    b.low = min((int) position, length - 1);
    b.high = min(b.low + 1, length - 1);
    b.weight = position - b.low;
    return b;
}
// Share of input i in output o.
__device__ inline float shareOf(int o, int factor, int length, int i) {
    Between b = between(o, factor, length);
    return (b.low == i ? 1 - b.weight : 0) + (b.high == i ? b.weight : 0);
}

// Channels of `in`, [N, x, y, z, P], enlarged, times the map where there is one, into channels first … of `out`, whose multiples of
// eight they fill.
extern "C" __global__ void upsampleChunks(const Number* in, int samples, int x, int y, int z, int padded, int factor, const Number* map,
        Number* out, int width, int first) {
    int chunks = padded / 8, X = x * factor, Y = y * factor, Z = z * factor;
    EACH(i, (long long) samples * X * Y * Z * chunks) {
        Place p = placeOf(i / chunks, X, Y, Z);
        int c = (int) (i % chunks) * 8;
        float v[8];
        if (factor == 1) {
            loadEight(in + i / chunks * padded + c, v);
        } else {
            Between bx = between(p.x, factor, x), by = between(p.y, factor, y), bz = between(p.z, factor, z);
            float t[8];
            EIGHT(k) v[k] = 0;
#pragma unroll
            for (int j = 0; j < 8; j++) {
                float w = (j / 4 ? bx.weight : 1 - bx.weight) * (j / 2 % 2 ? by.weight : 1 - by.weight)
                        * (j % 2 ? bz.weight : 1 - bz.weight);
                loadEight(in + voxelOf(p.n, j / 4 ? bx.high : bx.low, j / 2 % 2 ? by.high : by.low, j % 2 ? bz.high : bz.low, x, y, z)
                        * padded + c, t);
                EIGHT(k) v[k] += w * t[k];
            }
        }
        if (map) {
            float a = toFloat(map[i / chunks]);
            EIGHT(k) v[k] *= a;
        }
        storeEight(out + i / chunks * width + first + c, v);
    }
}

// The same channel by channel, for numbers of channels that are no multiples of eight.
extern "C" __global__ void upsampleChannels(const Number* in, int samples, int x, int y, int z, int channels, int padded, int factor,
        const Number* map, Number* out, int width, int first) {
    int X = x * factor, Y = y * factor, Z = z * factor;
    EACH(i, (long long) samples * X * Y * Z * channels) {
        Place p = placeOf(i / channels, X, Y, Z);
        int c = (int) (i % channels);
        Between bx = between(p.x, factor, x), by = between(p.y, factor, y), bz = between(p.z, factor, z);
        float v = 0;
        for (int j = 0; j < 8; j++) {
            float w = (j / 4 ? bx.weight : 1 - bx.weight) * (j / 2 % 2 ? by.weight : 1 - by.weight) * (j % 2 ? bz.weight : 1 - bz.weight);
            if (w != 0) {
                v += w * toFloat(in[voxelOf(p.n, j / 4 ? bx.high : bx.low, j / 2 % 2 ? by.high : by.low, j % 2 ? bz.high : bz.low, x, y, z)
                        * padded + c]);
            }
        }
        out[i / channels * width + first + c] = toNumber(map ? v * toFloat(map[i / channels]) : v);
    }
}

// Outputs that input i of an axis has a share in: from … to.
__device__ inline int firstOf(int i, int factor) { return max(0, factor * (i - 1)); }
__device__ inline int lastOf(int i, int factor, int length) { return min(factor * length, factor * (i + 2)) - 1; }

// Fills dx, [N, x, y, z, P], or adds to it, from channels first … of the wider gradient.
extern "C" __global__ void upsampleAdjointChunks(const Number* gradient, int width, int first, int factor, int samples, int x, int y, int z,
        int padded, int adds, Number* dx) {
    int chunks = padded / 8, X = x * factor, Y = y * factor, Z = z * factor;
    EACH(i, (long long) samples * x * y * z * chunks) {
        Place p = placeOf(i / chunks, x, y, z);
        int c = (int) (i % chunks) * 8;
        float sum[8] = {}, g[8];
        for (int a = firstOf(p.x, factor); a <= lastOf(p.x, factor, x); a++) {
            float wx = shareOf(a, factor, x, p.x);
            if (wx == 0) continue;
            for (int b = firstOf(p.y, factor); b <= lastOf(p.y, factor, y); b++) {
                float wy = wx * shareOf(b, factor, y, p.y);
                if (wy == 0) continue;
                for (int d = firstOf(p.z, factor); d <= lastOf(p.z, factor, z); d++) {
                    float w = wy * shareOf(d, factor, z, p.z);
                    if (w == 0) continue;
                    loadEight(gradient + voxelOf(p.n, a, b, d, X, Y, Z) * width + first + c, g);
                    EIGHT(k) sum[k] += w * g[k];
                }
            }
        }
        if (adds) {
            loadEight(dx + i * 8, g);
            EIGHT(k) sum[k] += g[k];
        }
        storeEight(dx + i * 8, sum);
    }
}

extern "C" __global__ void upsampleAdjointChannels(const Number* gradient, int width, int first, int factor, int samples, int x, int y, int z,
        int channels, int padded, int adds, Number* dx) {
    int X = x * factor, Y = y * factor, Z = z * factor;
    EACH(i, (long long) samples * x * y * z * padded) {
        Place p = placeOf(i / padded, x, y, z);
        int c = (int) (i % padded);
        float sum = 0;
        if (c < channels) {
            for (int a = firstOf(p.x, factor); a <= lastOf(p.x, factor, x); a++) {
                float wx = shareOf(a, factor, x, p.x);
                for (int b = firstOf(p.y, factor); b <= lastOf(p.y, factor, y); b++) {
                    float wy = wx * shareOf(b, factor, y, p.y);
                    for (int d = firstOf(p.z, factor); wy != 0 && d <= lastOf(p.z, factor, z); d++) {
                        float w = wy * shareOf(d, factor, z, p.z);
                        if (w != 0) sum += w * toFloat(gradient[voxelOf(p.n, a, b, d, X, Y, Z) * width + first + c]);
                    }
                }
            }
        }
        dx[i] = toNumber(adds ? sum + toFloat(dx[i]) : sum);
    }
}

// Of x · map in the first channels of a wider activation: fills dx or adds to it, and fills dmap. `lanes` threads, a power of two up to
// 32, share a voxel; a warp is never left half way, so that all its threads add up.
extern "C" __global__ void gateAdjoint(const Number* gradient, int width, const Number* x, const Number* map, long long voxels, int channels,
        int padded, int lanes, int adds, Number* dx, Number* dmap) {
    int lane = threadIdx.x % lanes, perWarp = 32 / lanes;
    long long step = (long long) gridDim.x * blockDim.x / lanes;
    long long own = (blockIdx.x * (long long) blockDim.x + threadIdx.x) / lanes;
    for (long long begin = own - own % perWarp; begin < voxels; begin += step, own += step) {
        float sum = 0;
        if (own < voxels) {
            float a = toFloat(map[own]);
            for (int c = lane * 8; c < padded; c += lanes * 8) {
                float g[8] = {}, v[8], d[8] = {};
                loadChunk(x + own * padded + c, padded, v);
                EIGHT(k) if (c + k < channels) g[k] = toFloat(gradient[own * width + c + k]);
                if (adds) loadChunk(dx + own * padded + c, padded, d);
                EIGHT(k) {
                    sum += g[k] * v[k];
                    d[k] += a * g[k];
                }
                storeChunk(dx + own * padded + c, padded, d);
            }
        }
        for (int w = lanes / 2; w > 0; w /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, w);
        if (own < voxels && lane == 0) dmap[own] = toNumber(sum);
    }
}
