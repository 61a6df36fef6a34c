using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using IpStrategy.Benchmarks;

if (args is ["load"])
{
    await Load.RunAsync(Console.Out);
    return 0;
}

// In this process: what BenchmarkDotNet would generate and build has no part in this repository's locked packages.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Load).Assembly).Run(args, config);
return 0;
