package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImplementationsTest {
    private final memory.desc source = new memory.desc(new long[] {1, 3, 6, 5, 9}, data_type.f32, format_tag.acdeb);

    private convolution_forward.primitive_desc pointwise;

    @BeforeEach
    void describe() {
        memory.desc weights = new memory.desc(new long[] {8, 3, 1, 1, 1}, data_type.f32, format_tag.any);
        memory.desc target = new memory.desc(new long[] {1, 8, 6, 5, 9}, data_type.f32, format_tag.acdeb);
        long[] ones = {1, 1, 1};
        long[] zeros = {0, 0, 0};
        pointwise = new convolution_forward.primitive_desc(
                new convolution_forward.desc(
                        prop_kind.forward_training,
                        algorithm.convolution_direct,
                        source,
                        weights,
                        target,
                        ones,
                        zeros,
                        zeros),
                new engine(engine.kind.cpu, 0));
    }

    @Test
    void theNextOneWithAnotherNameIsTaken() {
        String first = Implementations.name(pointwise);
        Implementations.passOver(pointwise, first);
        assertThat(Implementations.name(pointwise)).isNotEmpty().isNotEqualTo(first);
    }

    @Test
    void theLastOneStaysWhereEveryoneIsPassedOver() {
        Implementations.passOver(pointwise, "");
        assertThat(Implementations.name(pointwise)).isNotEmpty();
    }

    @Test
    void theOneOfFloatsStays() {
        String first = Implementations.name(pointwise);
        Implementations.passOverOddPointwise(pointwise, source);
        assertThat(Implementations.name(pointwise)).isEqualTo(first);
    }
}
