package org.attunet.data.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pixels that a plug-in of Image I/O decodes. */
final class CompressedImage {
    /** Pixels that a compressed byte may stand for: an empty slice of 512×512 takes more than a hundred bytes. */
    private static final int BEST_RATIO = 4096;

    static final CompressedImage JPEG = new CompressedImage(
            "JPEG",
            JPEGImageReaderSpi.class,
            JPEGImageReaderSpi::new,
            bytes -> new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    static final CompressedImage JPEG_2000 =
            new CompressedImage("JPEG 2000", J2KImageReaderSpi.class, J2KImageReaderSpi::new, CodestreamInput::new);

    private final String label;
    private final Class<? extends ImageReaderSpi> kind;
    private final Supplier<? extends ImageReaderSpi> fresh;
    private final Function<byte[], ImageInputStream> input;

    private CompressedImage(
            String label,
            Class<? extends ImageReaderSpi> kind,
            Supplier<? extends ImageReaderSpi> fresh,
            Function<byte[], ImageInputStream> input) {
        this.label = label;
        this.kind = kind;
        this.fresh = fresh;
        this.input = input;
    }

    /** The bits of every pixel, row by row. */
    int[] decode(byte[] frame, PixelFormat format) throws BrokenPixels {
        if ((long) frame.length * BEST_RATIO < format.pixels()) {
            throw new BrokenPixels("its " + label + " image has " + frame.length + " bytes, too few for "
                    + format.columns() + "×" + format.rows() + " pixels");
        }
        ImageReader reader = null;
        try (ImageInputStream in = input.apply(frame)) {
            reader = provider().createReaderInstance();
            reader.setInput(in, true, true);
            checkSize(reader, format);
            return samples(reader, format);
        } catch (IOException | RuntimeException e) {
            // The decoders meet damaged bytes with whatever exception comes first.
            throw damaged(e);
        } catch (Error e) {
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            throw damaged(e); // the JPEG 2000 decoder makes errors even of an IOException
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    private BrokenPixels damaged(Throwable cause) {
        return new BrokenPixels("its " + label + " bytes are damaged", cause);
    }

    /** The plug-in as it is registered, found or not by the class loader at hand. */
    private ImageReaderSpi provider() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi provider = all.next();
            if (kind.isInstance(provider)) {
                return provider;
            }
        }
        ImageReaderSpi provider = fresh.get();
        registry.registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }

    /** Before anything is allocated for it. */
    private void checkSize(ImageReader reader, PixelFormat format) throws IOException, BrokenPixels {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width != format.columns() || height != format.rows()) {
            throw new BrokenPixels("its " + label + " image is " + width + "×" + height + " in place of "
                    + format.columns() + "×" + format.rows());
        }
    }

    private int[] samples(ImageReader reader, PixelFormat format) throws IOException, BrokenPixels {
        Raster raster = reader.canReadRaster()
                ? reader.readRaster(0, null)
                : reader.read(0).getRaster();
        if (raster.getNumBands() != 1 || raster.getWidth() != format.columns() || raster.getHeight() != format.rows()) {
            throw new BrokenPixels("its " + label + " image is not one of grey values");
        }
        return raster.getSamples(raster.getMinX(), raster.getMinY(), format.columns(), format.rows(), 0, (int[]) null);
    }
}
