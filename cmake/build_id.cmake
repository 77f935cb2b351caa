# Writes OUT, a header that defines JX_BUILD_ID: 16 hex digits over SALT and the contents of the
# files that LIST names, one a line. Run by the build whenever one of them changes. Contents only,
# so equal sources give equal builds anywhere.
file(STRINGS ${LIST} files)
set(digests "${SALT}")
foreach(file ${files})
  file(SHA256 ${file} digest)
  string(APPEND digests "\n${digest}")
endforeach()
string(SHA256 id "${digests}")
string(SUBSTRING ${id} 0 16 id)
file(WRITE ${OUT} "/* Generated: identifies the sources this build was made from. */
#define JX_BUILD_ID \"${id}\"
")
