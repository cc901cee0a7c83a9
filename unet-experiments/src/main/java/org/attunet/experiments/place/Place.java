package org.attunet.experiments.place;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file or folder, of this machine or elsewhere.
 *
 * @param text a path, or a URI
 */
public record Place(String text) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A drive of Windows has one letter. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    /** A URI's last slash says nothing. */
    public Place {
        text = isUri(text) ? text.replaceFirst("(?<=[^/:])/+$", "") : text;
    }

    /** Of this machine. */
    public static Place of(Path path) {
        return new Place(path.toString());
    }

    private static boolean isUri(String text) {
        return URI.matcher(text).matches();
    }

    /** Whether it is a URI. */
    public boolean isRemote() {
        return isUri(text);
    }

    /** Where it is on this machine. */
    public Path path() {
        if (isRemote()) {
            throw new IllegalStateException(text + " is no path");
        }
        return Path.of(text);
    }

    /** Its last name. */
    public String name() {
        return isRemote() ? text.substring(text.lastIndexOf('/') + 1) : String.valueOf(path().getFileName());
    }

    /** A file in it. */
    public Place resolve(String name) {
        return isRemote() ? new Place(text + "/" + name) : of(path().resolve(name));
    }

    /** The folder that it is in; of a URI. */
    public Place parent() {
        return new Place(text.substring(0, text.lastIndexOf('/')));
    }

    @Override
    public String toString() {
        return text;
    }
}
