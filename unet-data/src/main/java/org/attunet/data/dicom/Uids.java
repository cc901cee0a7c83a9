package org.attunet.data.dicom;

/** Classes of DICOM objects that are distinguished. */
final class Uids {
    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    private Uids() {}

    static boolean isSecondaryCapture(String uid) {
        return uid.equals(SECONDARY_CAPTURE) || uid.startsWith(SECONDARY_CAPTURE + ".");
    }

    /** Multi-frame CT, in its own form or converted from single frames. */
    static boolean isEnhancedCt(String uid) {
        return uid.startsWith(CT + ".");
    }
}
