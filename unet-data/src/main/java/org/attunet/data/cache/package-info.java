/** Cases as the network sees them: read and preprocessed once, then cut into patches from any number of threads. */
package org.attunet.data.cache;
