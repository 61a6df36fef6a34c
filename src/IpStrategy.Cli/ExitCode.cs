namespace IpStrategy.Cli;

/// <summary>What the tool answers to the shell; part of the contract.</summary>
internal static class ExitCode
{
    public const int Well = 0;

    /// <summary>The input is wrong: diagnostics are printed, nothing is stored.</summary>
    public const int WrongInput = 1;

    public const int WrongCommandLine = 2;

    /// <summary>Something failed that is not the input's fault.</summary>
    public const int Failure = 3;
}
