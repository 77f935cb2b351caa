/* compile_everyday.c: programs that people run every day, and the arrays they are run on, for
 * compile.c. Small arrays: a kernel does not depend on sizes, and nobody measures how it runs here.
 */
#include "compile_everyday.h"

/* Axes of an operand; the first that is 0 ends them. */
#define POINTS \
  { 64, 3 }
#define SQUARE \
  { 64, 64 }

const everyday everyday_programs[] = {
    {"softmax",
     1,
     "e = exp(x - max(x, axis=-1, keepdims=True)); e/sum(e, axis=-1, keepdims=True)",
     {{"x", SQUARE}}},
    {"k-means",
     1,
     "argmin(sum((p[:,None,:] - c[None,:,:])**2, axis=2), axis=1)",
     {{"p", {200, 64}}, {"c", {50, 64}}}},
    {"k-means of points",
     1,
     "argmin(sum((p[:,None,:] - c[None,:,:])**2, axis=2), axis=1)",
     {{"p", {200, 3}}, {"c", {50, 3}}}},
    {"pair distances",
     1,
     "sqrt(sum((p[:,None,:] - c[None,:,:])**2, axis=2))",
     {{"p", SQUARE}, {"c", SQUARE}}},
    {"chamfer",
     1,
     "d = sqrt(sum((L[:,None,:] - R[None,:,:])**2, axis=2))\n"
     "maximum(mean(min(d, axis=0)), mean(min(d, axis=1)))",
     {{"L", POINTS}, {"R", POINTS}}},
    {"n-body",
     1,
     "d = p[None,:,:] - p[:,None,:]; r = sum(d**2, axis=2) + 0.01\n"
     "sum(d*(m*r**-1.5)[:,:,None], axis=1)",
     {{"p", POINTS}, {"m", {64}}}},
    {"n-body, x y z",
     3,
     "dx = x - x[:,None]; dy = y - y[:,None]; dz = z - z[:,None]\n"
     "w = m*(dx*dx + dy*dy + dz*dz + 0.01)**-1.5\n"
     "sum(dx*w, axis=1), sum(dy*w, axis=1), sum(dz*w, axis=1)",
     {{"x", {64}}, {"y", {64}}, {"z", {64}}, {"m", {64}}}},
    {"eight sines",
     1,
     "sin(a) + sin(2*a) + sin(3*a) + sin(4*a) + sin(5*a) + sin(6*a) + sin(7*a) + sin(8*a)",
     {{"a", {64}}}},
    {"four powers", 1, "a**1.1 + a**1.2 + a**1.3 + a**1.4", {{"a", {64}}}},
    {"standardisation", 1, "(x - mean(x))/std(x)", {{"x", {64}}}},
    {"Black-Scholes",
     2,
     "d1 = (log(s/k) + (r + v*v/2)*t)/(v*sqrt(t))\nd2 = d1 - v*sqrt(t)\n"
     "n1 = 0.5 + 0.5*erf(d1*sqrt(0.5)); n2 = 0.5 + 0.5*erf(d2*sqrt(0.5))\n"
     "call = s*n1 - k*exp(-r*t)*n2\ncall, call - s + k*exp(-r*t)",
     {{"s", {64}}, {"k", {64}}, {"t", {64}}, {"r", {0}}, {"v", {0}}}},
    {"haversine",
     1,
     "2*6371*arcsin(sqrt(sin((lat2 - lat1)/2)**2 + cos(lat1)*cos(lat2)*sin((lon2 - lon1)/2)**2))",
     {{"lat1", {64}}, {"lon1", {64}}, {"lat2", {64}}, {"lon2", {64}}}},
    {"velocity grid",
     3,
     "vx = -sin(radians(lon))*vlon - sin(radians(lat))*cos(radians(lon))*vlat"
     " + cos(radians(lat))*cos(radians(lon))*vrad\n"
     "vy = cos(radians(lon))*vlon - sin(radians(lat))*sin(radians(lon))*vlat"
     " + cos(radians(lat))*sin(radians(lon))*vrad\n"
     "vz = cos(radians(lat))*vlat + sin(radians(lat))*vrad\nvx, vy, vz",
     {{"lat", {16, 1, 1}},
      {"lon", {64}},
      {"vlat", {16, 8, 64}},
      {"vlon", {16, 8, 64}},
      {"vrad", {16, 8, 64}}}},
    {"layer norm",
     1,
     "(x - mean(x, axis=1, keepdims=True))/sqrt(var(x, axis=1, keepdims=True) + 1e-5)",
     {{"x", SQUARE}}},
    {"matmul", 1, "a @ b", {{"a", SQUARE}, {"b", SQUARE}}},
    {"A.T @ A", 1, "a.T @ a", {{"a", SQUARE}}},
    {"cosine similarity",
     1,
     "n = sqrt(sum(p*p, axis=1)); m = sqrt(sum(c*c, axis=1))\n"
     "sum(p[:,None,:]*c[None,:,:], axis=2)/(n[:,None]*m)",
     {{"p", SQUARE}, {"c", SQUARE}}},
    {"max of rows of 24", 1, "max(x, axis=1)", {{"x", {200, 24}}}},
    {"sum of rows of 40", 1, "sum(x, axis=1)", {{"x", {200, 40}}}},
    {"sum of all", 1, "sum(x)", {{"x", {64}}}},
    {"20 terms",
     1,
     "0.5*a**3 + 1.5*a**2 + 2.5*a + 3.5*b**3 + 4.5*b**2 + 5.5*b + 6.5*a*b + 7.5*a*a*b + 8.5*a*b*b"
     " + 9.5*c**3 + 1.5*c**2 + 2.5*c + 3.5*a*c + 4.5*b*c + 5.5*a*b*c + 6.5*a*a*c + 7.5*a*c*c"
     " + 8.5*b*b*c + 9.5*b*c*c + 0.5",
     {{"a", {64}}, {"b", {64}}, {"c", {64}}}},
    {0}};
