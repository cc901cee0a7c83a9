package org.attunet.experiments.spark;

import org.apache.spark.util.AccumulatorV2;

/** How far a task is, in a few words: travels with an executor's signs of life. */
final class ProgressText extends AccumulatorV2<String, String> {
    private static final long serialVersionUID = 1L;

    private volatile String text = "";

    @Override
    public boolean isZero() {
        return text.isEmpty();
    }

    @Override
    public AccumulatorV2<String, String> copy() {
        ProgressText copy = new ProgressText();
        copy.text = text;
        return copy;
    }

    @Override
    public void reset() {
        text = "";
    }

    @Override
    public void add(String progress) {
        text = progress;
    }

    @Override
    public void merge(AccumulatorV2<String, String> other) {
        text = other.value().isEmpty() ? text : other.value();
    }

    @Override
    public String value() {
        return text;
    }
}
