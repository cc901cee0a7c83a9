@echo off
rem Starts the program on Windows: builds once when nothing is built, then hands everything to Java, as it was typed.
rem   UNET_HEAP, UNET_OFFHEAP  memory for Java objects and for arrays, such as 2g (a quarter and six tenths of the machine's)
rem   UNET_JAVA_OPTIONS        further options for Java
rem   UNET_PROFILES            Maven profiles to build for, separated by commas, such as cuda; each set of them is built once
rem   UNET_CUDA_LIBRARIES      folders of CUDA's and cuDNN's libraries, separated by semicolons, where PATH does not have them
rem Exit codes are those of "unet". No line with the arguments stands in brackets: one of theirs would close it.
setlocal EnableExtensions DisableDelayedExpansion

set "root=%~dp0"
set "root=%root:~0,-1%"
set "root=%root:\=/%"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not "%java%"=="java" goto found
for %%x in (java.exe) do if not "%%~$PATH:x"=="" goto found
echo unet: Java 17 is needed, and no java is on the PATH or in JAVA_HOME 1>&2
exit /b 1
:found

set "options="
if not defined UNET_OFFHEAP goto heap
call :size "%UNET_OFFHEAP%"
if errorlevel 1 (
  call :nosize UNET_OFFHEAP
  exit /b 3
)
set "options=-Dorg.bytedeco.javacpp.maxbytes=%UNET_OFFHEAP%"
:heap
if not defined UNET_HEAP goto path
call :size "%UNET_HEAP%"
if errorlevel 1 (
  call :nosize UNET_HEAP
  exit /b 3
)
if %digits% lss %least% (
  echo unet: UNET_HEAP is %UNET_HEAP%, and Java needs 64m at least 1>&2
  exit /b 3
)
set "options=%options% -Xmx%UNET_HEAP%"
:path

if not exist "%root%\lib\" goto sources
set "classpath=%root%/lib/*"
goto start

rem What lies in target was built for one set of profiles or another: each has a class path of its own, in a file that Java reads,
rem since it is longer than a command may be.
:sources
set "profiles="
if not defined UNET_PROFILES goto named
set "profiles=%UNET_PROFILES: =%"
for %%p in (%profiles%) do (
  call :known %%p
  if errorlevel 1 (
    echo unet: UNET_PROFILES names '%%p', and pom.xml has no such profile 1>&2
    exit /b 2
  )
)
:named
set "name=launcher.classpath"
if defined profiles set "name=launcher,%profiles%.classpath"
set "libraries=%root%\unet-experiments\target\%name%"
if exist "%libraries%" if exist "%root%\unet-experiments\target\classes\" goto built
echo unet: building once; the first time downloads the libraries 1>&2
set "chosen="
if defined profiles set "chosen=-P%profiles%"
pushd "%root%"
call mvn --batch-mode --quiet -Dstyle.color=never --no-transfer-progress -DskipTests -Dspotless.check.skip %chosen% "-Dlauncher.classpath=%name%" -pl unet-experiments -am package 1>&2
if errorlevel 1 goto failed
popd
:built
set "arguments=%libraries%.arguments"
set "classpath="
for %%m in (experiments train eval model data) do call set "classpath=%%classpath%%%root%/unet-%%m/target/classes;"
>"%arguments%" <nul set /p =--class-path="%classpath%
>>"%arguments%" type "%libraries%"
>>"%arguments%" echo "
set "classpath="

:start
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
if not defined GOMP_SPINCOUNT set "GOMP_SPINCOUNT=3000"
if defined UNET_CUDA_LIBRARIES set "PATH=%UNET_CUDA_LIBRARIES%;%PATH%"
set "fixed=-Xms32m -XX:MaxRAMPercentage=25 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Djava.awt.headless=true -XX:+UseSerialGC -XX:-ShrinkHeapInSteps -XX:MaxHeapFreeRatio=50"
set "named=-Dunet.launcher=%root%/unet.bat"
if defined classpath goto archive
"%java%" %fixed% "%named%" "-Dorg.bytedeco.javacpp.maxbytes=240%%" %options% %UNET_JAVA_OPTIONS% "@%arguments%" org.attunet.experiments.cli.Unet %*
exit /b %errorlevel%
:archive
"%java%" %fixed% "%named%" "-Dorg.bytedeco.javacpp.maxbytes=240%%" %options% %UNET_JAVA_OPTIONS% -cp "%classpath%" org.attunet.experiments.cli.Unet %*
exit /b %errorlevel%

rem Whether something is a size as Java takes one; its digits, and how many of its unit are 64 MB.
:size
set "digits=%~1"
set "least=67108864"
for %%u in (k K) do if "%digits:~-1%"=="%%u" set "least=65536"
for %%u in (m M) do if "%digits:~-1%"=="%%u" set "least=64"
for %%u in (g G t T) do if "%digits:~-1%"=="%%u" set "least=1"
if not %least%==67108864 set "digits=%digits:~0,-1%"
if not defined digits exit /b 1
for /f "delims=0123456789" %%c in ("%digits%") do exit /b 1
exit /b 0

:known
find "<id>%1</id>" "%root%/pom.xml" >nul
exit /b %errorlevel%

:nosize
call echo unet: %1 is '%%%1%%', which is no size; a number with k, m, g or t is expected, such as 4g 1>&2
exit /b

:failed
popd
echo unet: the build failed 1>&2
exit /b 1
