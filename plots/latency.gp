# p99 of the total time over concurrency, off and on, from curves.csv.
# In a result directory: gnuplot -e "table='curves.csv'" path/to/plots/latency.gp    (makes latency.svg)
if (!exists("table")) table = 'curves.csv'
set encoding utf8
set datafile separator ','
set datafile columnheaders
set datafile missing NaN
# The scales of the table, as services/pods/local_pods/connections.
scales = system("tail -n +2 '".table."' | cut -d , -f 1-3,7 | sort -u -t , -k 1n -k 2n -k 3n -k 4 | tr , /")
array colour[7] = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000]
do for [i = 1:7] {
    set style line i linecolor rgb colour[i] linewidth 2 dashtype 1 pointtype 7
    set style line 7 + i linecolor rgb colour[i] linewidth 2 dashtype 2 pointtype 9
}
is(scale, arm_) = sprintf('%d/%d/%d/%s', column('services'), column('pods'), column('local_pods'), strcol('connections')) \
    eq scale && strcol('arm') eq arm_
set title 'p99 of the total time (lower is better)'
set xlabel 'concurrency (requests under way, log scale)'
set ylabel 'p99 (ms)'
set logscale x 2
set yrange [0:*]
set grid ytics linecolor rgb '#dddddd'
set key top left Left reverse
set terminal svg size 960,640 noenhanced font 'sans-serif,13' background '#ffffff'
set output 'latency.svg'
plot for [i = 1:words(scales)] for [arm in 'off on'] table \
    using (is(word(scales, i), arm) ? column('concurrency') : NaN):(column('p99_us') / 1000) \
    with linespoints linestyle (arm eq 'off' ? i : 7 + i) title word(scales, i).' '.arm
unset output
