<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 (lasso)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 (ridge)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elastic net</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is added to the data loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the penalty counts. It is divided by the number of examples n.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of L1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elastic net: 1 is pure L1, 0 is pure L2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-subgradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proximal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the penalty enters a step. Gradient: the steepest descent, with the smallest subgradient where a weight is 0. Sign: λ/n · sgn(w), where sgn(0) = 0. Proximal: a gradient step on the data loss, then the exact minimum of penalty and distance. Without L1 the first two are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of a step. Above 2 / (largest curvature) the descent diverges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlated pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 features, 4 matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diabetes (real)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pair of correlated features with known weights; 20 features of which 4 matter; or 442 patients with 10 measurements, standardized.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the two features. At ±1 one feature is a copy of the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the error in y.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 20 examples, 20 weights are not determined by the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight on the horizontal axis of the plane.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight on the vertical axis of the plane.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the optimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at their present values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the weights that the plane does not show are held for its contours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the two weights of the plane begin; the others begin at 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights that generate the pair&apos;s data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The corner of the diamond</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 stops at a corner: one weight is exactly 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The circle has no corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same data and λ under L2: both weights shrink, none is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign step never arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights that should be 0 jitter around it. Switch the solver to Proximal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twins: L1 keeps one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two features that say nearly the same. Switch the penalty to L2: they share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ill-posed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A valley without a bottom. Add a little L2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which measurements matter?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the cursor of the path: one coefficient after the other leaves 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too much of a good thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ηλ/n &gt; 2: each step overshoots. The proximal step never does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 and L2 regularization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proximal steps under L1 make weights exactly 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights exactly 0, of 20</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 with the same λ makes none exactly 0.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegularizationView</name>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
