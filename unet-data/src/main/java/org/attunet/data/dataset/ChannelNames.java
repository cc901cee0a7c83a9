package org.attunet.data.dataset;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Distinguishes the channel at the end of an image's name from the case's own number. nnU-Net and who follows it call the first channel of
 * {@code case_12} {@code case_12_0000}, the second {@code case_12_0001}; the label's name has no such end.
 */
final class ChannelNames {
    private static final Pattern CHANNEL = Pattern.compile("_\\d{4}$");
    private static final String FIRST = "_0000";

    private final Set<String> labels;
    private final boolean firstIsAlways;

    private ChannelNames(Set<String> labels, boolean firstIsAlways) {
        this.labels = labels;
        this.firstIsAlways = firstIsAlways;
    }

    /** In a layout where every image has a channel at its end. */
    static ChannelNames always(Set<String> labels) {
        return new ChannelNames(labels, true);
    }

    /** In a layout where names are anyone's: by what the names of images and labels, without endings, have in common. */
    static ChannelNames between(Collection<String> images, Set<String> labels) {
        boolean shown = images.stream().anyMatch(image -> image.endsWith(FIRST) && isCaseOf(image, labels));
        return new ChannelNames(labels, shown || areAllFirst(images, labels));
    }

    /** Several images do not share a number of their own, and one alone does not have it where its label has another. */
    private static boolean areAllFirst(Collection<String> images, Set<String> labels) {
        boolean ownNumber = labels.isEmpty() || labels.stream().anyMatch(ChannelNames::isZero);
        return images.stream().allMatch(image -> image.endsWith(FIRST)) && (images.size() > 1 || !ownNumber);
    }

    private static boolean isZero(String label) {
        OptionalLong number = CaseName.number(label);
        return number.isPresent() && number.getAsLong() == 0;
    }

    private static boolean isCaseOf(String image, Set<String> labels) {
        return labels.contains(shorter(image)) && !labels.contains(image);
    }

    private static String shorter(String image) {
        return CHANNEL.matcher(image).replaceFirst("");
    }

    /** The case's name: without a channel. Four digits that a label's name has too are the case's own. */
    String caseOf(String image) {
        boolean first = firstIsAlways && image.endsWith(FIRST) && !labels.contains(image);
        String shorter = shorter(image);
        return (first || isCaseOf(image, labels)) && !shorter.isEmpty() ? shorter : image;
    }
}
