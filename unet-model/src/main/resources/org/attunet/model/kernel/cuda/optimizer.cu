// Adam over all parameters at once, floats whatever the precision of activations: moves both moments and turns the gradient into what
// the parameters are lowered by.
extern "C" __global__ void adam(float* gradient, float* first, float* second, long long count, float rate, float beta1, float beta2,
        float epsilon) {
    EACH(i, count) {
        float g = gradient[i];
        float m = first[i] = beta1 * first[i] + (1 - beta1) * g;
        float v = second[i] = beta2 * second[i] + (1 - beta2) * g * g;
        gradient[i] = rate * m / (sqrtf(v) + epsilon);
    }
}
