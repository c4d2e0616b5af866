"""How setup.py builds pep546._core, the native form's extension, and what of the project an sdist carries for it.

Needed: a C++20 compiler, awk, and the headers and libraries of the OpenSSL that this Python's _ssl has (the
extension proves that at import, and refuses another). PEP546_OPENSSL names its prefix if it is not the
system's. Without these the package is installed with the ctypes form alone, and the build says so;
PEP546_NATIVE=1 makes that an error, PEP546_NATIVE=0 does not try (and an sdist then carries no core).
"""
import glob
import os
import shutil
import subprocess
from multiprocessing import cpu_count
from multiprocessing.pool import ThreadPool

from distutils import log
from distutils.errors import CCompilerError, DistutilsError
from setuptools import Extension
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

HERE = os.path.dirname(os.path.abspath(__file__))
# An sdist has the project's folders in core/, and fmt's and tl::expected's headers in core/vendor.
CARRIED = os.path.join(HERE, "core")
ROOT = CARRIED if os.path.isdir(CARRIED) else os.path.dirname(os.path.dirname(HERE))
WANTED = os.environ.get("PEP546_NATIVE", "")

NATIVE, FAMILY, CONTRACT = "engines/backport/native", "engines/family", "harness/contract"
BUFFER = "harness/buffer"
# The engine itself, and what only a harness wants of a library.
NOT_NEEDED = ("engine", "identity", "random_method", "disturb")
CONTRACT_PARTS = ("outcome", "random", "value")
VENDOR = {"fmt": "fmt/format.h", "tl": "tl/expected.hpp"}
VENDOR_LICENSES = {"fmt": "libfmt-dev", "tl": "libexpected-dev"}


def _files(folder, pattern):
    return sorted(glob.glob(os.path.join(ROOT, folder, pattern)))


def sources():
    """Every C++ source of the extension."""
    family = [f for f in _files(FAMILY, "*.cc")
              if not f.endswith("_test.cc") and os.path.basename(f)[:-3] not in NOT_NEEDED]
    contract = [os.path.join(ROOT, CONTRACT, part + ".cc") for part in CONTRACT_PARTS]
    buffers = [f for f in _files(BUFFER, "*.cc") if not f.endswith("_test.cc")]
    return _files(NATIVE, "*.cc") + family + contract + buffers


def carried():
    """What an sdist carries, beside the package: paths below ROOT."""
    found = sources() + [os.path.join(ROOT, FAMILY, "reasons.awk")]
    for folder in (NATIVE, FAMILY, CONTRACT, BUFFER):
        found += [f for f in _files(folder, "*.h") if not f.endswith("_test.h")]
    return [os.path.relpath(f, ROOT) for f in found]


def _header_folder(compiler, header, includes):
    """The folder that holds `header` for that compiler; None if it has none."""
    command = [compiler, "-x", "c++", "-std=c++20", "-M", "-"] + ["-I" + i for i in includes]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for path in process.communicate(("#include <%s>\n" % header).encode())[0].decode().split():
        if path.endswith(os.sep + header):
            return path[:-len(header)]
    return None


def _compiler():
    return os.environ.get("CXX", "c++").split()[0]


class BuildExtension(build_ext):
    """Draws the table of reasons from the library's headers first."""

    def build_extension(self, ext):
        try:
            self.prepare(ext)
            build_ext.build_extension(self, ext)
        except (CCompilerError, DistutilsError, OSError, subprocess.CalledProcessError) as error:
            if WANTED == "1":
                raise
            log.warn("pep546: the native form is not built, the ctypes form is there alone: %s", error)

    def build_extensions(self):
        # distutils compiles one file after the other; there are some thirty.
        compile_all = self.compiler.compile
        # 2.7's own flags are for C.
        self.compiler.compiler_so = [f for f in self.compiler.compiler_so if f != "-Wstrict-prototypes"]

        def compile_some(sources, *arguments, **keywords):
            pool = ThreadPool(cpu_count())
            made = pool.map(lambda source: compile_all([source], *arguments, **keywords), sources)
            return [name for names in made for name in names]
        self.compiler.compile = compile_some
        build_ext.build_extensions(self)

    def prepare(self, ext):
        folder = _header_folder(_compiler(), "openssl/ssl.h", ext.include_dirs)
        if folder is None:
            raise DistutilsError("no openssl/ssl.h; install OpenSSL's headers, or give PEP546_OPENSSL=PREFIX")
        for header in VENDOR.values():
            if _header_folder(_compiler(), header, ext.include_dirs) is None:
                raise DistutilsError("no %s, which an sdist of this package carries" % header)
        if not os.path.isdir(self.build_temp):
            os.makedirs(self.build_temp)
        with open(os.path.join(self.build_temp, "parallax_reasons.inc"), "wb") as table:
            subprocess.check_call(["awk", "-f", os.path.join(ROOT, FAMILY, "reasons.awk")]
                                  + sorted(glob.glob(os.path.join(folder, "openssl", "*.h"))), stdout=table)
        ext.include_dirs.append(self.build_temp)


class SourceDistribution(sdist):
    """Adds the core's sources, and the two header-only libraries they use."""

    def run(self):
        # The extension's sources lie outside the package's folder; they are carried below.
        kept, self.distribution.ext_modules = self.distribution.ext_modules, []
        try:
            sdist.run(self)
        finally:
            self.distribution.ext_modules = kept

    def make_release_tree(self, base_dir, files):
        sdist.make_release_tree(self, base_dir, files)
        if WANTED == "0":
            return
        core = os.path.join(base_dir, "core")
        for path in carried():
            self.mkpath(os.path.join(core, os.path.dirname(path)))
            self.copy_file(os.path.join(ROOT, path), os.path.join(core, path))
        for name, header in VENDOR.items():
            target = os.path.join(core, "vendor", name)
            if ROOT == CARRIED:
                self.copy_tree(os.path.join(CARRIED, "vendor", name), target)
                continue
            folder = _header_folder(_compiler(), header, [])
            if folder is None:
                raise DistutilsError("no %s; install %s" % (header, VENDOR_LICENSES[name]))
            self.mkpath(target)
            for path in glob.glob(os.path.join(folder, name, "*.h*")):
                self.copy_file(path, target)
            notice = "/usr/share/doc/%s/copyright" % VENDOR_LICENSES[name]
            if os.path.exists(notice):
                shutil.copyfile(notice, os.path.join(target, "COPYRIGHT"))


def _named(files):
    # In an sdist as setuptools wants them, below its folder; else where they are.
    return [os.path.relpath(f, HERE) for f in files] if ROOT == CARRIED else files


def extensions():
    """For setup(ext_modules=)."""
    if WANTED == "0":
        return []
    prefix = os.environ.get("PEP546_OPENSSL")
    libraries = [d for d in (os.path.join(prefix, n) for n in ("lib", "lib64")) if os.path.isdir(d)] if prefix else []
    vendor = os.path.join(CARRIED, "vendor")
    return [Extension(
        "pep546._core", _named(sources()), language="c++",
        include_dirs=[ROOT] + ([os.path.join(prefix, "include")] if prefix else [])
        + ([vendor] if os.path.isdir(vendor) else []),
        library_dirs=libraries, runtime_library_dirs=libraries, libraries=["ssl", "crypto", "dl"],
        define_macros=[("FMT_HEADER_ONLY", "1")],
        extra_compile_args=["-std=c++20", "-O2", "-fvisibility=hidden"],
        extra_link_args=["-Wl,-Bsymbolic"])]


COMMANDS = {"build_ext": BuildExtension, "sdist": SourceDistribution}
