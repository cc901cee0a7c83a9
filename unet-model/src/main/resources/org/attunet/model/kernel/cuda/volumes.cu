// Halving: maxima, and every second voxel.

// Where voxel j of 8 of a halved voxel lies.
__device__ inline long long childOf(Place p, int j, int X, int Y, int Z) {
    return voxelOf(p.n, 2 * p.x + j / 4, 2 * p.y + j / 2 % 2, 2 * p.z + j % 2, X, Y, Z);
}

extern "C" __global__ void maxPool(const Number* x, int samples, int X, int Y, int Z, int padded, Number* out) {
    int chunks = chunksOf(padded);
    EACH(i, (long long) samples * (X / 2) * (Y / 2) * (Z / 2) * chunks) {
        Place p = placeOf(i / chunks, X / 2, Y / 2, Z / 2);
        int c = (int) (i % chunks) * 8;
        float best[8], v[8];
        for (int j = 0; j < 8; j++) {
            loadChunk(x + childOf(p, j, X, Y, Z) * padded + c, padded, v);
            EIGHT(k) best[k] = j == 0 || v[k] > best[k] ? v[k] : best[k];
        }
        storeChunk(out + i / chunks * padded + c, padded, best);
    }
}

// Added; of equal maxima the first gets it.
extern "C" __global__ void maxPoolGradient(const Number* x, const Number* out, const Number* gradient, int samples, int X, int Y, int Z,
        int padded, Number* dx) {
    int chunks = chunksOf(padded);
    EACH(i, (long long) samples * (X / 2) * (Y / 2) * (Z / 2) * chunks) {
        Place p = placeOf(i / chunks, X / 2, Y / 2, Z / 2);
        int c = (int) (i % chunks) * 8;
        float best[8], left[8], v[8], d[8];
        loadChunk(out + i / chunks * padded + c, padded, best);
        loadChunk(gradient + i / chunks * padded + c, padded, left);
        for (int j = 0; j < 8; j++) {
            long long at = childOf(p, j, X, Y, Z) * padded + c;
            loadChunk(x + at, padded, v);
            loadChunk(dx + at, padded, d);
            EIGHT(k) {
                bool isFirst = v[k] == best[k];
                d[k] += isFirst ? left[k] : 0;
                left[k] = isFirst ? 0 : left[k];
            }
            storeChunk(dx + at, padded, d);
        }
    }
}

// The halved activation is [n, x, y, z, P], the other [N, X, Y, Z, P].
extern "C" __global__ void everySecond(const Number* in, int N, int X, int Y, int Z, int n, int x, int y, int z, int padded, Number* out) {
    int chunks = chunksOf(padded);
    EACH(i, (long long) n * x * y * z * chunks) {
        Place p = placeOf(i / chunks, x, y, z);
        int c = (int) (i % chunks) * 8;
        float v[8];
        loadChunk(in + voxelOf(p.n, 2 * p.x, 2 * p.y, 2 * p.z, X, Y, Z) * padded + c, padded, v);
        storeChunk(out + i / chunks * padded + c, padded, v);
    }
}

extern "C" __global__ void addToEverySecond(const Number* part, int n, int x, int y, int z, int N, int X, int Y, int Z, int padded,
        Number* dx) {
    int chunks = chunksOf(padded);
    EACH(i, (long long) n * x * y * z * chunks) {
        Place p = placeOf(i / chunks, x, y, z);
        int c = (int) (i % chunks) * 8;
        Number* to = dx + voxelOf(p.n, 2 * p.x, 2 * p.y, 2 * p.z, X, Y, Z) * padded + c;
        float v[8], d[8];
        loadChunk(part + i / chunks * padded + c, padded, v);
        loadChunk(to, padded, d);
        EIGHT(k) d[k] += v[k];
        storeChunk(to, padded, d);
    }
}
