# How Python's package is built: included when scikit-build-core runs CMake (pyproject.toml), before
# any option is looked at. The package has LLVM in its code generator; scripts/wheel then has auditwheel
# add what is still the system's. What goes into the package is said at the end of CMakeLists.txt.
foreach(part JX_TESTS JX_BENCH JX_EXAMPLES JX_WERROR)
  set(${part} OFF)
endforeach()
set(JX_STATIC_LLVM ON CACHE BOOL "Link LLVM itself into the code generator, not libLLVM.so")
set(jx_module_dir /usr/local/lib/jx) # the prefix of the moment is a folder that will be gone
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
add_link_options(LINKER:--strip-all)

# The licences of what a wheel brings along.
foreach(package llvm-19-dev gcc-12-base libzstd-dev zlib1g-dev libedit2 libbsd0 libmd0 libtinfo6)
  install(FILES /usr/share/doc/${package}/copyright RENAME ${package}.txt OPTIONAL
    DESTINATION ${SKBUILD_METADATA_DIR}/licenses/bundled COMPONENT wheel)
endforeach()
