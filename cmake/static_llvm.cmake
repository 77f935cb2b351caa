# LLVM as archives, for a code generator that brings it along (JX_STATIC_LLVM). Takes LLVM_CONFIG and
# llvm_libdir; gives LLVM_LIBRARY.
#
# Of LLVM and of what it needs the linker takes what is called: a fifth of libLLVM.so and of the
# libraries that come with that one. The module exports jx_codegen_api alone (codegen.map), so another
# LLVM in the process, such as Numba's, and this one do not see each other. libgcc_s stays shared: it
# finds the frames of all libraries, and every Linux has it.
set(llvm_parts analysis core passes target)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  list(APPEND llvm_parts x86codegen)
else()
  list(APPEND llvm_parts nativecodegen)
endif()
execute_process(COMMAND ${LLVM_CONFIG} --link-static --libs ${llvm_parts}
  OUTPUT_VARIABLE llvm_archives OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(llvm_archives UNIX_COMMAND "${llvm_archives}")
find_library(ZSTD_ARCHIVE libzstd.a REQUIRED)
find_library(ZLIB_ARCHIVE libz.a REQUIRED)
enable_language(CXX) # to ask for its runtime
execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=libstdc++.a
  OUTPUT_VARIABLE cxx_archive OUTPUT_STRIP_TRAILING_WHITESPACE)
set(LLVM_LIBRARY -L${llvm_libdir} ${llvm_archives} ${ZSTD_ARCHIVE} ${ZLIB_ARCHIVE} ${cxx_archive}
  -Wl,--gc-sections pthread ${CMAKE_DL_LIBS})
