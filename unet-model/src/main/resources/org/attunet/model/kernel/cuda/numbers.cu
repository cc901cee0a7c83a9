// An activation is [N, X, Y, Z, P]: C channels, and behind them zeros up to P, a multiple of 8; of one channel, P = 1. A `plane` is one
// channel of one sample, numbered n · C + c. Numbers are kept as float, or as bfloat16 under -DBFLOAT16; arithmetic is float. A thread
// works on `eight` neighbouring numbers where that is possible. Sums are taken block by block and then in a fixed order, so that two
// runs give the same bits. Memory is given out in steps of 512 bytes: an eight that begins inside an activation may be read whole.

#ifdef BFLOAT16
typedef unsigned short Number;
__device__ inline float toFloat(Number v) { return __uint_as_float(((unsigned int) v) << 16); }
// Rounds to the nearest, ties to even. What is no number stays none.
__device__ inline unsigned int upperHalf(float f) {
    unsigned int u = __float_as_uint(f);
    if ((u & 0x7fffffffu) > 0x7f800000u) return (u >> 16) | 0x40u;
    return (u + 0x7fffu + ((u >> 16) & 1u)) >> 16;
}
__device__ inline Number toNumber(float f) { return (Number) upperHalf(f); }
__device__ inline void loadEight(const Number* p, float* v) {
    uint4 q = *(const uint4*) p;
    unsigned int w[4] = {q.x, q.y, q.z, q.w};
#pragma unroll
    for (int i = 0; i < 4; i++) {
        v[2 * i] = __uint_as_float(w[i] << 16);
        v[2 * i + 1] = __uint_as_float(w[i] & 0xffff0000u);
    }
}
__device__ inline void storeEight(Number* p, const float* v) {
    unsigned int w[4];
#pragma unroll
    for (int i = 0; i < 4; i++) w[i] = upperHalf(v[2 * i]) | (upperHalf(v[2 * i + 1]) << 16);
    *(uint4*) p = make_uint4(w[0], w[1], w[2], w[3]);
}
#else
typedef float Number;
__device__ inline float toFloat(Number v) { return v; }
__device__ inline Number toNumber(float f) { return f; }
__device__ inline void loadEight(const Number* p, float* v) {
    float4 a = ((const float4*) p)[0], b = ((const float4*) p)[1];
    v[0] = a.x; v[1] = a.y; v[2] = a.z; v[3] = a.w;
    v[4] = b.x; v[5] = b.y; v[6] = b.z; v[7] = b.w;
}
__device__ inline void storeEight(Number* p, const float* v) {
    ((float4*) p)[0] = make_float4(v[0], v[1], v[2], v[3]);
    ((float4*) p)[1] = make_float4(v[4], v[5], v[6], v[7]);
}
#endif

// Every i below n, shared out among all threads of the launch.
#define EACH(i, n) \
    for (long long i = blockIdx.x * (long long) blockDim.x + threadIdx.x; i < (n); i += (long long) gridDim.x * blockDim.x)
#define EIGHT(k) _Pragma("unroll") for (int k = 0; k < 8; k++)

// Channels that a thread takes at once: all eight of a chunk, or the only one there is.
__device__ inline void loadChunk(const Number* p, int padded, float* v) {
    if (padded > 1) {
        loadEight(p, v);
    } else {
        EIGHT(k) v[k] = 0;
        v[0] = toFloat(*p);
    }
}
__device__ inline void storeChunk(Number* p, int padded, const float* v) {
    if (padded > 1) storeEight(p, v);
    else *p = toNumber(v[0]);
}
__device__ inline int chunksOf(int padded) { return padded > 1 ? padded / 8 : 1; }

// Voxel number r of [N, X, Y, Z] as its four indices.
struct Place { int n, x, y, z; };
__device__ inline Place placeOf(long long r, int X, int Y, int Z) {
    Place p;
    p.z = (int) (r % Z); r /= Z;
    p.y = (int) (r % Y); r /= Y;
    p.x = (int) (r % X);
    p.n = (int) (r / X);
    return p;
}
__device__ inline long long voxelOf(int n, int x, int y, int z, int X, int Y, int Z) {
    return (((long long) n * X + x) * Y + y) * Z + z;
}

// Slope 1 above zero.
__device__ inline float activated(float t, float slope) { return t > 0 ? t : slope * t; }

// Linear between two values; rounded at every step, as on the host.
__device__ inline float between(float low, float high, float share) { return __fadd_rn(low, __fmul_rn(share, high - low)); }
