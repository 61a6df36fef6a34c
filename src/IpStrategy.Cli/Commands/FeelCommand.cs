using System.CommandLine;
using System.Text;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Cli.Commands;

/// <summary><c>ipstrategy feel evaluate</c>: one expression, or with <c>-</c> one request a line.</summary>
internal static class FeelCommand
{
    private const string Lines = "-";

    public static Command Create()
    {
        var feel = new Command("feel", "FEEL 表达式 / FEEL expressions");
        feel.Subcommands.Add(Evaluation());
        return feel;
    }

    private static Command Evaluation()
    {
        var expression = new Argument<string>("EXPRESSION")
        {
            Description = "表达式;- 表示从标准输入逐行读取 JSON 请求 / the expression; - reads one JSON request a line",
        };
        var variables = new Option<string?>("--variables")
        {
            Description = "变量(JSON 对象)/ the variables, a JSON object",
        };
        var json = new Option<bool>("--json") { Description = "以 JSON 输出 / print JSON" };
        var evaluate = new Command("evaluate", "计算表达式 / evaluates an expression") { expression, variables, json };
        evaluate.SetAction(parsed =>
        {
            var text = parsed.GetRequiredValue(expression);
            var output = parsed.InvocationConfiguration.Output;
            if (text == Lines)
            {
                return AnswerLines(Console.OpenStandardInput(), output);
            }

            var answer = FeelLines.Evaluate(text, parsed.GetValue(variables), Now(), SystemTimeZones.Instance);
            return parsed.GetValue(json)
                ? PrintJson(answer, output)
                : Print(answer, output, parsed.InvocationConfiguration.Error);
        });
        return evaluate;
    }

    // UTF-8 always, also where the locale is C; flushed line by line, for the one asking may wait for the answer.
    private static int AnswerLines(Stream input, TextWriter output)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(false));
        while (reader.ReadLine() is { } line)
        {
            output.Write(FeelLines.Answer(line, Now(), SystemTimeZones.Instance) + "\n");
            output.Flush();
        }

        return ExitCode.Well;
    }

    private static int PrintJson(FeelAnswer answer, TextWriter output)
    {
        output.Write(FeelLines.Write(answer) + "\n");
        return answer.WasRead ? ExitCode.Well : ExitCode.WrongInput;
    }

    private static int Print(FeelAnswer answer, TextWriter output, TextWriter errors)
    {
        if (answer.WasRead)
        {
            output.Write(answer.Value.ToString() + "\n");
        }

        if (answer.Error is { } error)
        {
            errors.Write(error + "\n");
        }

        return answer.WasRead ? ExitCode.Well : ExitCode.WrongInput;
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetLocalNow();
}
