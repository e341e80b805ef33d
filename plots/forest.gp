# Every cost with its 95 % interval, one line each, from cost.csv; `all` is the test over all levels of a scale.
# In a result directory: gnuplot -e "table='cost.csv'" path/to/plots/forest.gp    (makes forest.svg)
if (!exists("table")) table = 'cost.csv'
set encoding utf8
set datafile separator ','
set datafile columnheaders
set datafile missing NaN
rows = int(system("tail -n +2 '".table."' | wc -l"))
label(n) = sprintf('%d pods, %s, %s x %s', column('pods'), strcol('connections'), strcol('arm'), strcol('concurrency'))
set title 'Cost of enforcement, with 95 % intervals'
set xlabel 'cost (% of QPS; right of zero is slower)'
set xrange [*<0:0<*]
set yrange [rows - 0.5:-0.5]
set grid xtics linecolor rgb '#dddddd'
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor rgb '#000000'
set terminal svg size 960, 120 + 22 * rows noenhanced font 'sans-serif,13' background '#ffffff'
set output 'forest.svg'
plot table using (column('cost_percent')):0:(column('low')):(column('high')):ytic(label(0)) \
    with xerrorbars linecolor rgb '#0072B2' pointtype 7 notitle
unset output
