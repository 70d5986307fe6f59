/** 技术底座: what every module needs of the machine — database start, blobs, encryption, masking, problem+json, documents. */
@ApplicationModule(displayName = "技术底座", allowedDependencies = "shared")
@NullMarked
package org.mingchou.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
