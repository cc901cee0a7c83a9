package org.attunet.data.dicom;

/** Elements of segmentations beyond those of CT images. */
final class SegmentationTags {
    static final int META_LENGTH = 0x00020000;
    static final int META_VERSION = 0x00020001;
    static final int META_CLASS = 0x00020002;
    static final int META_INSTANCE = 0x00020003;
    static final int IMPLEMENTATION = 0x00020012;
    static final int IMPLEMENTATION_NAME = 0x00020013;

    static final int CHARACTER_SET = 0x00080005;
    static final int STUDY_TIME = 0x00080030;
    static final int CONTENT_TIME = 0x00080033;
    static final int MANUFACTURER = 0x00080070;
    static final int REFERRING_PHYSICIAN = 0x00080090;
    static final int SERIES_DESCRIPTION = 0x0008103e;
    static final int MANUFACTURER_MODEL = 0x00081090;
    static final int REFERENCED_SERIES = 0x00081115;
    static final int REFERENCED_INSTANCES = 0x0008114a;
    static final int REFERENCED_CLASS = 0x00081150;
    static final int REFERENCED_INSTANCE = 0x00081155;
    static final int SOURCE_IMAGES = 0x00082112;
    static final int DERIVATION = 0x00089124;
    static final int DERIVATION_CODE = 0x00089215;

    static final int PATIENT_SEX = 0x00100040;
    static final int DEIDENTIFICATION = 0x00120063;
    static final int SLICE_THICKNESS = 0x00180050;
    static final int SLICE_STEP = 0x00180088;
    static final int DEVICE_SERIAL = 0x00181000;
    static final int SOFTWARE = 0x00181020;

    static final int STUDY_ID = 0x00200010;
    static final int INSTANCE_NUMBER = 0x00200013;
    static final int POSITION_INDICATOR = 0x00201040;
    static final int FRAME_CONTENT = 0x00209111;
    static final int PLANE_POSITION = 0x00209113;
    static final int PLANE_ORIENTATION = 0x00209116;
    static final int DIMENSION_VALUES = 0x00209157;
    static final int DIMENSION_UID = 0x00209164;
    static final int DIMENSION_POINTER = 0x00209165;
    static final int GROUP_POINTER = 0x00209167;
    static final int DIMENSION_ORGANIZATION = 0x00209221;
    static final int DIMENSION_INDEX = 0x00209222;
    static final int DIMENSION_LABEL = 0x00209421;

    static final int PIXEL_MEASURES = 0x00289110;
    static final int LOCATIONS_PRESERVED = 0x0028135a;
    static final int PURPOSE = 0x0040a170;

    static final int TYPE = 0x00620001;
    static final int SEGMENTS = 0x00620002;
    static final int CATEGORY_CODE = 0x00620003;
    static final int SEGMENT_NUMBER = 0x00620004;
    static final int SEGMENT_LABEL = 0x00620005;
    static final int ALGORITHM_TYPE = 0x00620008;
    static final int ALGORITHM_NAME = 0x00620009;
    static final int SEGMENT_OF_FRAME = 0x0062000a;
    static final int REFERENCED_SEGMENT = 0x0062000b;
    static final int TYPE_CODE = 0x0062000f;
    static final int OVERLAP = 0x00620013;
    static final int CONTENT_LABEL = 0x00700080;
    static final int CONTENT_DESCRIPTION = 0x00700081;
    static final int CONTENT_CREATOR = 0x00700084;

    static final int SHARED_GROUPS = 0x52009229;
    static final int FRAME_GROUPS = 0x52009230;

    private SegmentationTags() {}
}
