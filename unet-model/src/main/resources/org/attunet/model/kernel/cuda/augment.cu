// Patches of training data, made where they are needed from voxels as they are stored. Patches and voxels [z, y, x] have the first axis
// fastest while they are made. Products are rounded before they are added, as on the host: positions, interpolated values and classes are
// the host's to the bit; noise, contrast and gamma are its to a unit or two in the last place, since logarithms, powers and the order of a
// mean's sum are not.

// The position within 0 … length − 1 that mirrors at the voxels' outer edges, −½ and length − ½, lead to.
__device__ inline double withinMirrors(double position, int length) {
    if (position >= 0 && position <= length - 1) return position;
    double fromEdge = fmod(fabs(position + 0.5), 2.0 * length);
    double folded = (fromEdge > length ? 2 * length - fromEdge : fromEdge) - 0.5;
    return fmax(0.0, fmin(folded, length - 1.0));
}

// Of voxels with sizes X, Y, Z and a value at(i, j, k), at a position within them.
template <typename Voxels> __device__ inline float trilinear(Voxels voxels, const double* p) {
    int i = (int) p[0], j = (int) p[1], k = (int) p[2];
    int next = i + 1 < voxels.X ? i + 1 : i, along = j + 1 < voxels.Y ? j + 1 : j, up = k + 1 < voxels.Z ? k + 1 : k;
    float x = (float) (p[0] - i), y = (float) (p[1] - j), z = (float) (p[2] - k), plane[2];
    for (int n = 0; n < 2; n++) {
        int level = n == 0 ? k : up;
        float front = between(voxels.at(i, j, level), voxels.at(next, j, level), x);
        plane[n] = between(front, between(voxels.at(i, along, level), voxels.at(next, along, level), x), y);
    }
    return between(plane[0], plane[1], z);
}

struct Stored {
    const short* shorts;
    const float* floats;
    float step;
    int X, Y, Z;
    __device__ long long index(int i, int j, int k) const { return i + (long long) X * (j + (long long) Y * k); }
    __device__ float at(int i, int j, int k) const {
        return shorts ? __fmul_rn((float) shorts[index(i, j, k)], step) : floats[index(i, j, k)];
    }
};

// One displacement: Σ over 4 × 4 × 4 points of a coarse grid; each of t, u, v is a first point and four weights.
__device__ inline double displaced(const double* points, int px, int py, const double* t, const double* u, const double* v) {
    double sum = 0;
    for (int m = 0; m < 4; m++) {
        double row = 0;
        for (int b = 0; b < 4; b++) {
            for (int a = 0; a < 4; a++) {
                long long at = (int) t[0] + m + px * ((int) u[0] + a + (long long) py * ((int) v[0] + b));
                row = __dadd_rn(row, __dmul_rn(__dmul_rn(u[1 + a], v[1 + b]), points[at]));
            }
        }
        sum = m == 0 ? __dmul_rn(row, t[1]) : __dadd_rn(sum, __dmul_rn(row, t[1 + m]));
    }
    return sum;
}

// Where voxel (i, j, k) of a patch of [x, y, z] comes from, before it is moved to the voxels' origin; `warp` as PatchOrder says.
__device__ inline void sourceOf(const double* warp, int isElastic, int i, int j, int k, int x, int y, int z, double* p) {
    for (int axis = 0; axis < 3; axis++) {
        const double* row = warp + 3 * axis;
        double start = __dadd_rn(__dadd_rn(warp[9 + axis], __dmul_rn(row[1], j)), __dmul_rn(row[2], k));
        p[axis] = __dadd_rn(start, __dmul_rn(row[0], i));
    }
    if (!isElastic) return;
    int px = (int) warp[12], py = (int) warp[13], pz = (int) warp[14];
    const double *splines = warp + 15, *points = splines + 5 * (x + y + z);
    for (int axis = 0; axis < 3; axis++) {
        const double* own = points + axis * ((long long) px * py * pz);
        p[axis] = __dadd_rn(p[axis], displaced(own, px, py, splines + 5 * i, splines + 5 * (x + j), splines + 5 * (x + y + k)));
    }
}

extern "C" __global__ void warpPatch(const short* shorts, const float* floats, float step, const unsigned char* classes, int one, int X, int Y,
        int Z, int originX, int originY, int originZ, const double* warp, int isElastic, int isNearest, int flips, int sample, int samples, int x,
        int y, int z, float* image, Number* labels) {
    Stored voxels = {shorts, floats, step, X, Y, Z};
    EACH(n, (long long) x * y * z) {
        Place own = {0, (int) (n % x), (int) (n / x % y), (int) (n / x / y)};
        Place q = acrossWindow(own, flips, x, y, z);
        double p[3];
        sourceOf(warp, isElastic, q.x, q.y, q.z, x, y, z, p);
        p[0] = withinMirrors(p[0] + originX, X);
        p[1] = withinMirrors(p[1] + originY, Y);
        p[2] = withinMirrors(p[2] + originZ, Z);
        int i = (int) rint(p[0]), j = (int) rint(p[1]), k = (int) rint(p[2]);
        image[n] = isNearest ? voxels.at(i, j, k) : trilinear(voxels, p);
        labels[voxelOf(sample, own.x, own.y, own.z, x, y, z)] = toNumber(classes[voxels.index(i, j, k)]);
    }
}

// Into a network's input, last axis fastest.
extern "C" __global__ void storePatch(const float* image, int sample, int one, int x, int y, int z, Number* images) {
    EACH(i, (long long) x * y * z) {
        Place p = placeOf(i, x, y, z);
        images[voxelOf(sample, p.x, p.y, p.z, x, y, z)] = toNumber(image[p.x + x * (p.y + (long long) y * p.z)]);
    }
}

// Attempt number q of the polar method: two numbers in (−1, 1), of use where their squares' sum lies within 0 … 1.
struct Polar { double a, b, square; };
__device__ inline Polar attempted(unsigned long long seed, long long q) {
    Polar p;
    p.a = -1 + uniform(seed, 2 * q + 1) * 2;
    p.b = -1 + uniform(seed, 2 * q + 2) * 2;
    p.square = __dadd_rn(__dmul_rn(p.a, p.a), __dmul_rn(p.b, p.b));
    return p;
}
__device__ inline bool isOfUse(Polar p) { return p.square > 0 && p.square < 1; }

// Attempts of use in each chunk of `length`.
extern "C" __global__ void countNormals(long long seed, int length, int chunks, int* counts) {
    EACH(c, chunks) {
        int found = 0;
        for (long long q = c * length; q < (c + 1) * length; q++) found += isOfUse(attempted((unsigned long long) seed, q));
        counts[c] = found;
    }
}

// Each attempt of use gives the noise of two voxels, in their order.
extern "C" __global__ void noisePatch(long long seed, int length, int chunks, const int* counts, double deviation, long long voxels,
        float* image) {
    EACH(c, chunks) {
        long long n = 0;
        for (int before = 0; before < c; before++) n += 2 * counts[before];
        for (long long q = c * length; q < (c + 1) * length && n < voxels; q++) {
            Polar p = attempted((unsigned long long) seed, q);
            if (!isOfUse(p)) continue;
            double scale = sqrt(-2 * log(p.square) / p.square);
            image[n] += (float) (deviation * (p.a * scale));
            if (n + 1 < voxels) image[n + 1] += (float) (deviation * (p.b * scale));
            n += 2;
        }
    }
}

extern "C" __global__ void brightenPatch(float* image, long long voxels, float added) {
    EACH(n, voxels) image[n] += added;
}

// Along one axis, on which voxels lie `stride` apart.
extern "C" __global__ void blurPatch(const float* in, long long voxels, int stride, int length, const float* weights, int count, float* out) {
    EACH(n, voxels) {
        int at = (int) (n / stride % length);
        const float* line = in + n - (long long) at * stride;
        float sum = __fmul_rn(weights[0], in[n]);
        for (int d = 1; d < count; d++) {
            long long before = max(at - d, 0), behind = min(at + d, length - 1);
            sum = __fadd_rn(sum, __fmul_rn(weights[d], line[before * stride] + line[behind * stride]));
        }
        out[n] = sum;
    }
}

// A patch of which only [X, Y, Z] voxels were kept: both grids cover the same box.
struct Coarse {
    const float* image;
    int x, y, z, X, Y, Z;
    __device__ int nearest(int i, int old, int kept) const {
        return (int) rint(__dadd_rn(__dmul_rn(i + 0.5, (double) old / kept), -0.5));
    }
    __device__ float at(int i, int j, int k) const {
        return image[nearest(i, x, X) + x * (nearest(j, y, Y) + (long long) y * nearest(k, z, Z))];
    }
};

extern "C" __global__ void coarsenPatch(const float* in, int one, int x, int y, int z, int X, int Y, int Z, float* out) {
    Coarse coarse = {in, x, y, z, X, Y, Z};
    EACH(n, (long long) x * y * z) {
        double p[3] = {
            withinMirrors(__dadd_rn(__dmul_rn((int) (n % x) + 0.5, (double) X / x), -0.5), X),
            withinMirrors(__dadd_rn(__dmul_rn((int) (n / x % y) + 0.5, (double) Y / y), -0.5), Y),
            withinMirrors(__dadd_rn(__dmul_rn((int) (n / x / y) + 0.5, (double) Z / z), -0.5), Z)};
        out[n] = trilinear(coarse, p);
    }
}

// found[3][parts]: sum, smallest and largest of every parts-th value, however the threads are shared out.
extern "C" __global__ void spreads(const float* image, long long voxels, int parts, double* found) {
    EACH(part, parts) {
        double sum = 0;
        float low = image[0], high = image[0];
        for (long long n = part; n < voxels; n += parts) {
            sum += image[n];
            low = fminf(low, image[n]);
            high = fmaxf(high, image[n]);
        }
        found[part] = sum;
        found[parts + part] = low;
        found[2 * parts + part] = high;
    }
}

// Mean, smallest and largest value of a patch, by one thread.
extern "C" __global__ void spreadOf(const double* found, long long voxels, int parts, double* spread) {
    EACH(only, 1) {
        double sum = 0, low = found[parts], high = found[2 * parts];
        for (int part = 0; part < parts; part++) {
            sum += found[part];
            low = fmin(low, found[parts + part]);
            high = fmax(high, found[2 * parts + part]);
        }
        spread[0] = sum / voxels;
        spread[1] = low;
        spread[2] = high;
    }
}

extern "C" __global__ void contrastPatch(float* image, long long voxels, const double* spread, double factor) {
    EACH(n, voxels) {
        float value = (float) __dadd_rn(spread[0], __dmul_rn(factor, image[n] - spread[0]));
        image[n] = fmaxf((float) spread[1], fminf(value, (float) spread[2]));
    }
}

extern "C" __global__ void gammaPatch(float* image, long long voxels, const double* spread, double exponent) {
    double range = spread[2] - spread[1];
    if (range == 0) return;
    EACH(n, voxels) image[n] = (float) __dadd_rn(spread[1], __dmul_rn(range, pow((image[n] - spread[1]) / range, exponent)));
}
