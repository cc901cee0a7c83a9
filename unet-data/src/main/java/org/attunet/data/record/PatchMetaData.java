package org.attunet.data.record;

import java.net.URI;
import org.datavec.api.records.metadata.RecordMetaData;

/**
 * What a patch can be made from again.
 *
 * @param caseId the case
 * @param image its CT
 * @param epoch from 0
 * @param crop from 0
 */
record PatchMetaData(String caseId, URI image, int epoch, int crop) implements RecordMetaData {
    @Override
    public String getLocation() {
        return "case " + caseId + ", epoch " + epoch + ", crop " + crop;
    }

    @Override
    public URI getURI() {
        return image;
    }

    @Override
    public Class<?> getReaderClass() {
        return PatchRecordReader.class;
    }
}
