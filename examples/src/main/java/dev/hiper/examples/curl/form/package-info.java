/**
 * What a command line posts: the mini language of {@code -F} and the family of {@code -d}.
 *
 * <pre>
 *   -F text ─► FormParser ─(FieldText)─► FormPart tree ─► FormMime ─► dev.hiper.mime.Mime
 *   -d text ─► PostData ─► body, or query of the URL
 * </pre>
 *
 * <p>All texts are octet strings, see {@link dev.hiper.examples.curl.os}.
 */
@NullMarked
package dev.hiper.examples.curl.form;

import org.jspecify.annotations.NullMarked;
