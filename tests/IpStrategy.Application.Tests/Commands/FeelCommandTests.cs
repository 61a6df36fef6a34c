using IpStrategy.Cli;

namespace IpStrategy.Application.Tests.Commands;

/// <summary><c>ipstrategy feel evaluate</c> as the contract has it.</summary>
public sealed class FeelCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("1 + 2", "3\n")]
    [InlineData("-5", "-5\n")]
    [InlineData("\"天津\" + \"市\"", "天津市\n")]
    public async Task Prints_the_value(string expression, string expected)
    {
        Assert.Equal(0, await Run("feel", "evaluate", expression));
        Assert.Equal((expected, ""), (_output.ToString(), _error.ToString()));
    }

    [Fact]
    public async Task Takes_variables_and_prints_json()
    {
        Assert.Equal(
            0,
            await Run("feel", "evaluate", "unit price * 2", "--variables", "{\"unit price\":1.5}", "--json")
        );
        Assert.Equal("{\"value\":3,\"type\":\"number\",\"error\":null}\n", _output.ToString());
    }

    [Fact]
    public async Task Says_why_a_value_is_null_on_the_error_stream()
    {
        Assert.Equal(0, await Run("feel", "evaluate", "1 / 0"));
        Assert.Equal(("null\n", "division by zero\n"), (_output.ToString(), _error.ToString()));
    }

    [Fact]
    public async Task An_expression_that_cannot_be_read_is_wrong_input()
    {
        Assert.Equal(1, await Run("feel", "evaluate", "1 +"));
        Assert.Equal("", _output.ToString());
        Assert.Contains("line 1, column 4", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] args) => Tool.RunAsync(args, _output, _error);
}
