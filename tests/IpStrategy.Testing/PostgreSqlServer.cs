using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace IpStrategy.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own: the installed binaries, a temporary directory, a free port on 127.0.0.1.
/// Started once per test assembly at first use and stopped when the test process ends.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private static readonly Lazy<Started> Shared = new(Start);
    private readonly string _directory;
    private readonly string _binaries;

    private PostgreSqlServer(string binaries, string directory, int port)
    {
        _binaries = binaries;
        _directory = directory;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Why there is no server, or null when there is one.</summary>
    public static string? WhyNot => Shared.Value.WhyNot;

    /// <summary>The running server; skips the calling test when none is installed, and fails it where CI is set.</summary>
    public static PostgreSqlServer Required()
    {
        if (Shared.Value.WhyNot is { } reason)
        {
            Assert.SkipUnless(MustBeThere, reason);
            Assert.Fail(reason);
        }

        return Shared.Value.Server!;
    }

    /// <summary>A new, empty database and the connection string for it.</summary>
    public Task<string> CreateDatabaseAsync() => CreateAsync("");

    /// <summary>A copy of a database to which nobody is connected, and the connection string for it.</summary>
    public Task<string> CopyDatabaseAsync(string connectionString) =>
        CreateAsync($" TEMPLATE {new NpgsqlConnectionStringBuilder(connectionString).Database}");

    private async Task<string> CreateAsync(string from)
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}{from}";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = "postgres",
            Database = database,
            MaxPoolSize = 30,
            // Every test has a database of its own, and with it a pool: what idles must not fill the server.
            ConnectionIdleLifetime = 15,
            ConnectionPruningInterval = 5,
            IncludeErrorDetail = true,
        }.ConnectionString;

    public void Dispose()
    {
        // Immediate: the directory goes with it, nothing needs to reach the disk.
        Run(_binaries, "pg_ctl", "-D", _directory, "-m", "immediate", "-w", "stop");
        try
        {
            Directory.Delete(_directory, recursive: true);
        }
        catch (IOException)
        {
            // A temporary directory that cannot be removed is the system's to clean.
        }
    }

    private static bool MustBeThere => Environment.GetEnvironmentVariable("CI") == "true";

    private static Started Start()
    {
        if (FindBinaries() is not { } binaries)
        {
            return new Started(null, "PostgreSQL is not installed: no initdb under /usr/lib/postgresql/*/bin.");
        }

        var directory = Directory.CreateTempSubdirectory("ipstrategy-pg-").FullName;
        var port = FreePort();
        if (Environment.IsPrivilegedProcess)
        {
            // initdb refuses root, so the directory is handed to the user the package made.
            RunAs("chown", ["postgres", directory], asPostgres: false);
        }

        var server = new PostgreSqlServer(binaries, directory, port);
        var initialised = Run(
            binaries,
            "initdb",
            "-D",
            directory,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8"
        );
        var settings = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off -c max_connections=1000"
        );
        var started =
            initialised
            + Run(
                binaries,
                "pg_ctl",
                "-D",
                directory,
                "-w",
                "-t",
                "60",
                "-l",
                directory + "/log",
                "-o",
                settings,
                "start"
            );
        if (!File.Exists(Path.Combine(directory, "postmaster.pid")))
        {
            return new Started(null, "PostgreSQL is installed but did not start: " + started);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return new Started(server, null);
    }

    private static string? FindBinaries()
    {
        const string root = "/usr/lib/postgresql";
        return Directory.Exists(root)
            ? Directory
                .EnumerateDirectories(root)
                .OrderByDescending(d =>
                    int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var v) ? v : 0
                )
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Run(string binaries, string program, params string[] arguments) =>
        RunAs(Path.Combine(binaries, program), arguments, asPostgres: Environment.IsPrivilegedProcess);

    private static string RunAs(string program, string[] arguments, bool asPostgres)
    {
        // Output goes to a file: the server would inherit a pipe and keep it open for as long as it runs.
        var output = Path.GetTempFileName();
        string[] command = asPostgres
            ? ["runuser", "-u", "postgres", "--", program, .. arguments]
            : [program, .. arguments];
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(output);
        foreach (var part in command)
        {
            start.ArgumentList.Add(part);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        var text =
            process.ExitCode == 0
                ? ""
                : $"{Path.GetFileName(program)} ended with {process.ExitCode}: {File.ReadAllText(output)}";
        File.Delete(output);
        return text;
    }

    private sealed record Started(PostgreSqlServer? Server, string? WhyNot);
}
