/**
 * Cases as the network sees them: read and preprocessed once, then cut into patches from any number of threads. Kept in memory, or in
 * mapped files whose names are hashes of content and settings ({@link org.attunet.data.cache.CacheKey}), so that a file is right or is
 * not found; processes that share a folder hold a lease on what they use. Which voxels a patch has is not decided here, and nothing
 * here is random.
 */
package org.attunet.data.cache;
