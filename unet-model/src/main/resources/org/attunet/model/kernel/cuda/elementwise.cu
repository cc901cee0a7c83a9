// What looks at each number by itself, or moves numbers between layouts.

// From channels first to channels last.
extern "C" __global__ void fromPlanar(const float* planar, int samples, long long voxels, int channels, int padded, Number* out) {
    int chunks = chunksOf(padded);
    EACH(i, samples * voxels * chunks) {
        long long r = i / chunks, n = r / voxels, at = r % voxels;
        int first = (int) (i % chunks) * 8;
        float v[8];
        EIGHT(k) v[k] = first + k < channels ? planar[(n * channels + first + k) * voxels + at] : 0;
        storeChunk(out + r * padded + first, padded, v);
    }
}

extern "C" __global__ void toPlanar(const Number* in, int samples, long long voxels, int channels, int padded, float* planar) {
    EACH(i, samples * voxels * channels) {
        long long at = i % voxels, plane = i / voxels;
        planar[i] = toFloat(in[(plane / channels * voxels + at) * padded + plane % channels]);
    }
}

extern "C" __global__ void activate(const Number* x, long long count, float slope, Number* out) {
    EACH(i, (count + 7) / 8) {
        float v[8];
        loadEight(x + i * 8, v);
        EIGHT(k) v[k] = activated(v[k], slope);
        storeEight(out + i * 8, v);
    }
}

extern "C" __global__ void activationGradient(const Number* y, Number* gradient, long long count, float slope) {
    EACH(i, (count + 7) / 8) {
        float v[8], g[8];
        loadEight(y + i * 8, v);
        loadEight(gradient + i * 8, g);
        EIGHT(k) g[k] *= v[k] > 0 ? 1 : slope;
        storeEight(gradient + i * 8, g);
    }
}

extern "C" __global__ void add(const Number* from, Number* to, long long count) {
    EACH(i, (count + 7) / 8) {
        float v[8], s[8];
        loadEight(from + i * 8, v);
        loadEight(to + i * 8, s);
        EIGHT(k) s[k] += v[k];
        storeEight(to + i * 8, s);
    }
}

// Channels behind the last real one stay zero.
extern "C" __global__ void sigmoid(Number* y, long long voxels, int channels, int padded) {
    EACH(i, voxels * channels) {
        long long at = i / channels * padded + i % channels;
        y[at] = toNumber(1 / (1 + expf(-toFloat(y[at]))));
    }
}

extern "C" __global__ void sigmoidGradient(const Number* s, Number* gradient, long long count) {
    EACH(i, (count + 7) / 8) {
        float v[8], g[8];
        loadEight(s + i * 8, v);
        loadEight(gradient + i * 8, g);
        EIGHT(k) g[k] *= v[k] * (1 - v[k]);
        storeEight(gradient + i * 8, g);
    }
}

// In [0, 1): a number's place, mixed as in SplitMix64.
__device__ inline double uniform(unsigned long long seed, unsigned long long place) {
    unsigned long long z = seed + place * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return ((z ^ (z >> 31)) >> 11) * (1.0 / 9007199254740992.0);
}

extern "C" __global__ void dropout(const Number* x, long long voxels, int channels, int padded, const long long* seed, double kept, Number* out) {
    EACH(i, voxels * padded) {
        int c = (int) (i % padded);
        bool keeps = c < channels && uniform((unsigned long long) *seed, i / padded * channels + c) < kept;
        out[i] = toNumber(keeps ? (float) (toFloat(x[i]) / kept) : 0);
    }
}
