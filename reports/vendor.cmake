# Takes the site's libraries from npm into OUT, as PROJECT's lock file names them; npm checks its digests. Where npm is
# missing or finds no network, OUT stays empty, and the site shows tables where it would draw: no build fails for it.
# -DPROJECT=… -DOUT=… -DNPM=…
file(REMOVE_RECURSE ${OUT})
file(MAKE_DIRECTORY ${OUT})
set(why "npm was not found")
if(NPM)
  file(COPY ${PROJECT}/package.json ${PROJECT}/package-lock.json DESTINATION ${OUT}.npm)
  execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
                  WORKING_DIRECTORY ${OUT}.npm TIMEOUT 120 RESULT_VARIABLE status ERROR_VARIABLE why OUTPUT_QUIET)
  if(status EQUAL 0)
    set(modules ${OUT}.npm/node_modules)
    foreach(pair
        "uplot/dist/uPlot.iife.min.js|uplot.js" "uplot/dist/uPlot.min.css|uplot.css" "uplot/LICENSE|uplot.licence.txt"
        "tablesort/dist/tablesort.min.js|tablesort.js" "tablesort/dist/sorts/tablesort.number.min.js|tablesort.number.js"
        "tablesort/LICENCE|tablesort.licence.txt")
      string(REPLACE "|" ";" pair "${pair}")
      list(GET pair 0 from)
      list(GET pair 1 to)
      configure_file(${modules}/${from} ${OUT}/${to} COPYONLY)
    endforeach()
    return()
  endif()
endif()
string(STRIP "${why}" why)
message(NOTICE "-- site without npm's libraries, figures as tables: ${why}")
