# Draws curves.svg, curves.png, cost.svg from the tables beside it: run `gnuplot curves.gp` here.
# Colour tells the scale; dash and point tell the arm. Colours: Okabe and Ito 2008, safe for the colour-blind.
reset
set encoding utf8
set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set border 3 linecolor rgb '#444444'
set tics nomirror out textcolor rgb '#222222'
set grid ytics linecolor rgb '#dddddd' linetype 1 linewidth 0.5
set logscale x 2
set xtics (1, 2, 4, 8, 16, 32, 64, 128)
set xrange [0.8:160.0]
set xlabel 'concurrency (requests under way, log scale)'
set tmargin 4
set bmargin 6
# The concurrency of a row that is of this scale, arm and controller.
at(services_, pods_, local_, arm_, controller_) = column('services') == services_ && column('pods') == pods_ \
    && column('local_pods') == local_ && strcol('arm') eq arm_ && strcol('controller') eq controller_ \
    && strcol('concurrency') ne 'all' ? column('concurrency') : NaN

set title 'QPS of default/test:80 without and with kube-router-0.2.0' font ',15'
set ylabel 'QPS (requests per second; higher is better)'
set yrange [0:*]
set key bottom right inside Left reverse opaque samplen 4 spacing 1.25 width 1 noautotitle
set label 1 'Points: geometric mean of n = 12 samples; bars: 95 % t interval.' \
    at screen 0.015, screen 0.050 left font ',10' textcolor rgb '#444444'
set label 2 'kube-proxy-iptables-1.10, new connection per request. npbench 0.1.0' \
    at screen 0.015, screen 0.022 left font ',10' textcolor rgb '#444444'
set terminal svg size 960,640 noenhanced font 'sans-serif,13' background '#ffffff'
set output 'curves.svg'
plot \
    'curves.csv' using (at(1000, 2000, 22, 'off', 'none')):(column('qps')):(column('qps_low')):(column('qps_high')) \
        with yerrorbars linecolor rgb '#0072B2' dashtype 1 pointtype -1, \
    'curves.csv' using (at(1000, 2000, 22, 'off', 'none')):(column('qps')) \
        with linespoints linecolor rgb '#0072B2' dashtype 1 pointtype 7 linewidth 2 pointsize 1.1 \
        title '1000service2000pod', \
    'curves.csv' using (at(1000, 2000, 22, 'on', 'kube-router-0.2.0')):(column('qps')):(column('qps_low')):(column('qps_high')) \
        with yerrorbars linecolor rgb '#0072B2' dashtype 1 pointtype -1, \
    'curves.csv' using (at(1000, 2000, 22, 'on', 'kube-router-0.2.0')):(column('qps')) \
        with linespoints linecolor rgb '#0072B2' dashtype (9, 5) pointtype 9 linewidth 2 pointsize 1.1 \
        title '1000service2000pod-kube-router', \
    'curves.csv' using (at(1000, 6000, 62, 'off', 'none')):(column('qps')):(column('qps_low')):(column('qps_high')) \
        with yerrorbars linecolor rgb '#D55E00' dashtype 1 pointtype -1, \
    'curves.csv' using (at(1000, 6000, 62, 'off', 'none')):(column('qps')) \
        with linespoints linecolor rgb '#D55E00' dashtype 1 pointtype 7 linewidth 2 pointsize 1.1 \
        title '1000service6000pod', \
    'curves.csv' using (at(1000, 6000, 62, 'on', 'kube-router-0.2.0')):(column('qps')):(column('qps_low')):(column('qps_high')) \
        with yerrorbars linecolor rgb '#D55E00' dashtype 1 pointtype -1, \
    'curves.csv' using (at(1000, 6000, 62, 'on', 'kube-router-0.2.0')):(column('qps')) \
        with linespoints linecolor rgb '#D55E00' dashtype (9, 5) pointtype 9 linewidth 2 pointsize 1.1 \
        title '1000service6000pod-kube-router', \
    'curves.csv' using (at(1000, 8000, 82, 'off', 'none')):(column('qps')):(column('qps_low')):(column('qps_high')) \
        with yerrorbars linecolor rgb '#009E73' dashtype 1 pointtype -1, \
    'curves.csv' using (at(1000, 8000, 82, 'off', 'none')):(column('qps')) \
        with linespoints linecolor rgb '#009E73' dashtype 1 pointtype 7 linewidth 2 pointsize 1.1 \
        title '1000service8000pod', \
    'curves.csv' using (at(1000, 8000, 82, 'on', 'kube-router-0.2.0')):(column('qps')):(column('qps_low')):(column('qps_high')) \
        with yerrorbars linecolor rgb '#009E73' dashtype 1 pointtype -1, \
    'curves.csv' using (at(1000, 8000, 82, 'on', 'kube-router-0.2.0')):(column('qps')) \
        with linespoints linecolor rgb '#009E73' dashtype (9, 5) pointtype 9 linewidth 2 pointsize 1.1 \
        title '1000service8000pod-kube-router'
set terminal pngcairo size 1440,960 noenhanced font 'sans-serif,13' fontscale 1.5 linewidth 1.5 \
    background '#ffffff'
set output 'curves.png'
replot
unset output

set title 'Cost of enforcement for default/test:80: QPS lost against off' font ',15'
set ylabel 'cost (% of QPS; lower is better)'
set yrange [*:*]
# Room above the curves for the key.
set offsets 0, 0, graph 0.3, 0
set key top right inside Left reverse opaque samplen 4 spacing 1.25 width 1 noautotitle
set label 1 'Points: mean of n = 6 quads, set apart sideways; bars: 95 % t interval; bands: 95 % for a whole curve.' \
    at screen 0.015, screen 0.050 left font ',10' textcolor rgb '#444444'
set label 2 'Grey: noise floor of the A/A contrast. npbench 0.1.0' \
    at screen 0.015, screen 0.022 left font ',10' textcolor rgb '#444444'
set terminal svg size 960,640 noenhanced font 'sans-serif,13' background '#ffffff'
set output 'cost.svg'
plot \
    'cost.csv' using (at(1000, 2000, 22, 'on', 'kube-router-0.2.0')):(-column('noise_floor_percent')):(column('noise_floor_percent')) \
        with filledcurves linecolor rgb '#888888' fillstyle transparent solid 0.15 noborder, \
    'cost.csv' using (at(1000, 6000, 62, 'on', 'kube-router-0.2.0')):(-column('noise_floor_percent')):(column('noise_floor_percent')) \
        with filledcurves linecolor rgb '#888888' fillstyle transparent solid 0.15 noborder, \
    'cost.csv' using (at(1000, 8000, 82, 'on', 'kube-router-0.2.0')):(-column('noise_floor_percent')):(column('noise_floor_percent')) \
        with filledcurves linecolor rgb '#888888' fillstyle transparent solid 0.15 noborder, \
    'cost.csv' using (at(1000, 2000, 22, 'on', 'kube-router-0.2.0') * 2**(-0.10)):(column('band_low')):(column('band_high')) \
        with filledcurves linecolor rgb '#0072B2' fillstyle transparent solid 0.10 noborder, \
    'cost.csv' using (at(1000, 6000, 62, 'on', 'kube-router-0.2.0') * 2**(0.00)):(column('band_low')):(column('band_high')) \
        with filledcurves linecolor rgb '#D55E00' fillstyle transparent solid 0.10 noborder, \
    'cost.csv' using (at(1000, 8000, 82, 'on', 'kube-router-0.2.0') * 2**(0.10)):(column('band_low')):(column('band_high')) \
        with filledcurves linecolor rgb '#009E73' fillstyle transparent solid 0.10 noborder, \
    0 with lines linecolor rgb '#000000' linewidth 1, \
    'cost.csv' using (at(1000, 2000, 22, 'on', 'kube-router-0.2.0') * 2**(-0.10)):(column('cost_percent')):(column('low')):(column('high')) \
        with yerrorbars linecolor rgb '#0072B2' dashtype 1 pointtype -1, \
    'cost.csv' using (at(1000, 2000, 22, 'on', 'kube-router-0.2.0') * 2**(-0.10)):(column('cost_percent')) \
        with linespoints linecolor rgb '#0072B2' dashtype (9, 5) pointtype 9 linewidth 2 pointsize 1.1 \
        title '1000service2000pod-kube-router: 2.3 % (1.7 to 2.9)', \
    'cost.csv' using (at(1000, 6000, 62, 'on', 'kube-router-0.2.0') * 2**(0.00)):(column('cost_percent')):(column('low')):(column('high')) \
        with yerrorbars linecolor rgb '#D55E00' dashtype 1 pointtype -1, \
    'cost.csv' using (at(1000, 6000, 62, 'on', 'kube-router-0.2.0') * 2**(0.00)):(column('cost_percent')) \
        with linespoints linecolor rgb '#D55E00' dashtype (9, 5) pointtype 9 linewidth 2 pointsize 1.1 \
        title '1000service6000pod-kube-router: 6.0 % (5.4 to 6.6)', \
    'cost.csv' using (at(1000, 8000, 82, 'on', 'kube-router-0.2.0') * 2**(0.10)):(column('cost_percent')):(column('low')):(column('high')) \
        with yerrorbars linecolor rgb '#009E73' dashtype 1 pointtype -1, \
    'cost.csv' using (at(1000, 8000, 82, 'on', 'kube-router-0.2.0') * 2**(0.10)):(column('cost_percent')) \
        with linespoints linecolor rgb '#009E73' dashtype (9, 5) pointtype 9 linewidth 2 pointsize 1.1 \
        title '1000service8000pod-kube-router: 7.9 % (7.1 to 8.7)'
unset output
