# Takes what PROJECT's lock file names into OUT, unless it is there: -DPROJECT=… -DOUT=… -DNPM=…
# A registry that cannot be reached is no failure of what is tested: the test that needs it says so and is skipped.
file(SHA256 ${PROJECT}/package-lock.json lock)
if(EXISTS ${OUT}/${lock})
  return()
endif()
file(COPY ${PROJECT}/package.json ${PROJECT}/package-lock.json DESTINATION ${OUT})
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
                WORKING_DIRECTORY ${OUT} TIMEOUT 150 RESULT_VARIABLE status ERROR_VARIABLE why)
if(status EQUAL 0)
  file(TOUCH ${OUT}/${lock})
else()
  message(NOTICE "npm ci failed: ${why}")
endif()
