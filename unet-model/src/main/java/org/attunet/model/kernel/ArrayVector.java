package org.attunet.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A vector that ND4J holds.
 *
 * @param array of one axis, in most cases a view of what DL4J keeps
 */
public record ArrayVector(INDArray array) implements ParameterVector {
    /** Of an array of any shape, whose numbers lie one after another. */
    public ArrayVector {
        array = array.reshape(array.length());
    }

    private static INDArray array(ParameterVector vector) {
        return ((ArrayVector) vector).array;
    }

    @Override
    public ArrayVector of(float[] values) {
        return new ArrayVector(Nd4j.createFromArray(values).castTo(array.dataType()));
    }

    @Override
    public ArrayVector copy() {
        return new ArrayVector(array.dup());
    }

    @Override
    public void assign(ParameterVector other) {
        array.assign(array(other));
    }

    @Override
    public void scale(double factor) {
        array.muli(factor);
    }

    @Override
    public void multiply(ParameterVector other) {
        array.muli(array(other));
    }

    @Override
    public void add(double factor, ParameterVector other) {
        array.addi(array(other).mul(factor));
    }

    /** In place: a copy of all parameters at every step is what it would cost else. */
    @Override
    public void subtract(ParameterVector other) {
        array.subi(array(other));
    }

    @Override
    public void addProduct(ParameterVector a, ParameterVector b) {
        array.addi(array(a).mul(array(b)));
    }

    @Override
    public void approach(double share, ParameterVector other) {
        array.addi(array(other).sub(array).muli(share));
    }

    @Override
    public double norm() {
        return array.norm2Number().doubleValue();
    }

    @Override
    public boolean isFinite() {
        return Double.isFinite(array.sumNumber().doubleValue());
    }
}
