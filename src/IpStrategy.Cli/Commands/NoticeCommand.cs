using System.CommandLine;
using System.Globalization;
using IpStrategy.Cli.Notices;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Notices;

namespace IpStrategy.Cli.Commands;

/// <summary><c>ipstrategy notice parse FILE [--json] [--agencies FILE]</c>.</summary>
internal static class NoticeCommand
{
    private static readonly string _defaultAgencies = Path.Combine(
        AppContext.BaseDirectory,
        "data",
        "agencies",
        "agencies-tianjin.json"
    );

    public static Command Create() => new("notice", "任务分工通知 / task-division notices") { Parse() };

    private static Command Parse()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "通知文件,- 为标准输入 / the notice, - for standard input",
        };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var agencies = new Option<string>("--agencies")
        {
            Description = "单位名录 / the directory of agencies",
            DefaultValueFactory = _ => _defaultAgencies,
        };
        file.Validators.Add(result => MustExist(result.GetValue(file), result.AddError));
        agencies.Validators.Add(result => MustExist(result.GetValue(agencies), result.AddError));
        var parse = new Command("parse", "读出任务分工草案 / read the plan draft") { file, json, agencies };
        parse.SetAction(parsed =>
            Run(
                new Request(parsed.GetRequiredValue(file), parsed.GetRequiredValue(agencies)),
                parsed.GetValue(json) ? NoticeJson.Write : NoticeText.Write,
                parsed.InvocationConfiguration
            )
        );
        return parse;
    }

    private static void MustExist(string? path, Action<string> refuse)
    {
        if (path is not null && path != NoticeFile.StandardInput && !File.Exists(path))
        {
            refuse(NoticeTexts.Format("FileMissing", path));
        }
    }

    private static int Run(
        Request request,
        Action<NoticeDraft, CultureInfo, TextWriter> write,
        InvocationConfiguration streams
    )
    {
        AgencyDirectory directory;
        try
        {
            directory = AgencyDirectory.Parse(File.ReadAllText(request.Agencies));
        }
        catch (FormatException wrong)
        {
            streams.Error.WriteLine($"{request.Agencies}: {wrong.Message}");
            return ExitCode.WrongInput;
        }

        switch (NoticeFile.Read(request.File))
        {
            case NoticeFile.Text read:
                var draft = NoticeReader.Read(read.Decoded, directory);
                write(draft, CultureInfo.CurrentUICulture, streams.Output);
                return draft.IsNotice ? ExitCode.Well : ExitCode.WrongInput;
            case NoticeFile.NotTaken refused:
                streams.Error.WriteLine(refused.Reason);
                return ExitCode.WrongInput;
            default:
                throw new InvalidOperationException("a kind of notice file without a case");
        }
    }

    private sealed record Request(string File, string Agencies);
}
