package org.attunet.data.dicom;

/** The elements that are looked at: group in the upper, element in the lower 16 bits. */
final class Tags {
    static final int TRANSFER_SYNTAX = 0x00020010;
    static final int DIRECTORY_RECORDS = 0x00041220;
    static final int IMAGE_TYPE = 0x00080008;
    static final int SOP_CLASS = 0x00080016;
    static final int SOP_INSTANCE = 0x00080018;
    static final int STUDY_DATE = 0x00080020;
    static final int SERIES_DATE = 0x00080021;
    static final int ACQUISITION_DATE = 0x00080022;
    static final int CONTENT_DATE = 0x00080023;
    static final int ACCESSION_NUMBER = 0x00080050;
    static final int MODALITY = 0x00080060;
    static final int PATIENT_NAME = 0x00100010;
    static final int PATIENT_ID = 0x00100020;
    static final int BIRTH_DATE = 0x00100030;
    static final int OTHER_IDS = 0x00101000;
    static final int OTHER_NAMES = 0x00101001;
    static final int IDENTITY_REMOVED = 0x00120062;
    static final int STUDY_UID = 0x0020000d;
    static final int SERIES_UID = 0x0020000e;
    static final int SERIES_NUMBER = 0x00200011;
    static final int POSITION = 0x00200032;
    static final int ORIENTATION = 0x00200037;
    static final int FRAME_OF_REFERENCE = 0x00200052;
    static final int SAMPLES = 0x00280002;
    static final int PHOTOMETRIC = 0x00280004;
    static final int FRAMES = 0x00280008;
    static final int ROWS = 0x00280010;
    static final int COLUMNS = 0x00280011;
    static final int PIXEL_SPACING = 0x00280030;
    static final int BITS_ALLOCATED = 0x00280100;
    static final int BITS_STORED = 0x00280101;
    static final int HIGH_BIT = 0x00280102;
    static final int SIGNED = 0x00280103;
    static final int PADDING = 0x00280120;
    static final int PADDING_LIMIT = 0x00280121;
    static final int INTERCEPT = 0x00281052;
    static final int SLOPE = 0x00281053;
    static final int RESCALE_TYPE = 0x00281054;
    static final int LOSSY = 0x00282110;
    static final int MODALITY_LUT = 0x00283000;
    static final int FLOAT_PIXELS = 0x7fe00008;
    static final int DOUBLE_PIXELS = 0x7fe00009;
    static final int PIXELS = 0x7fe00010;

    static final int ITEM = 0xfffee000;
    static final int ITEM_END = 0xfffee00d;
    static final int SEQUENCE_END = 0xfffee0dd;

    private Tags() {}

    static int group(int tag) {
        return tag >>> 16;
    }
}
