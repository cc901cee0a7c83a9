package org.attunet.model.graph;

import java.util.Arrays;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional3D;
import org.deeplearning4j.nn.conf.layers.Convolution3D;

/** A configuration of a layer or vertex that is one operation of a plan. */
interface Planned {
    /** What it does. */
    Operation operation();

    /** DL4J's description of what it gives. */
    default InputType outputType(InputType... inputs) {
        return type(operation().output(Arrays.stream(inputs).map(Planned::shape).toList()));
    }

    /** Of one sample. */
    private static Shape shape(InputType type) {
        InputTypeConvolutional3D size = (InputTypeConvolutional3D) type;
        return Shape.of(1, size.getChannels(), size.getDepth(), size.getHeight(), size.getWidth());
    }

    /** DL4J's description of a size. */
    static InputType type(Shape size) {
        return InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, size.x(), size.y(), size.z(), size.channels());
    }
}
