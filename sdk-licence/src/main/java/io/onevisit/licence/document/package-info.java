/** The licence as a document (证照版式文件): an OFD page that people read, the token inside, sealed as a whole. */
@NullMarked
package io.onevisit.licence.document;

import org.jspecify.annotations.NullMarked;
