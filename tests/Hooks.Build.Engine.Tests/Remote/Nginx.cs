using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Remote;

/// <summary>A real nginx as a cache on loopback.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;

    private Nginx(string program, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}/");
        _ = Directory.CreateDirectory(Data);
        var configuration = _folder.File("nginx.conf", $$"""
            daemon off; master_process off; pid {{_folder.Path}}/pid; error_log {{_folder.Path}}/error.log;
            events { worker_connections 64; }
            http { access_log off; client_body_temp_path {{Data}}/incoming;
             server { listen 127.0.0.1:{{port}}; client_max_body_size 1200k; root {{Data}};
              location ~ "^/read-only/(ac|cas)/[0-9a-f]{64}$" { limit_except GET { deny all; } }
              location ~ "^(/[A-Za-z0-9._-]+)?/(ac|cas)/[0-9a-f]{64}$" { dav_methods PUT; create_full_put_path on;
               dav_access user:rw group:r all:r; default_type application/octet-stream; limit_except GET PUT { deny all; } }
              location / { return 404; } } }
            """);
        _process = Process.Start(new ProcessStartInfo(program, ["-e", _folder.In("error.log"), "-p", _folder.Path, "-c", configuration])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }

    public Uri Address { get; }

    /// <summary>The folder with what it stores.</summary>
    public string Data => _folder.In("data");

    /// <summary>Starts it, or says why the test is skipped.</summary>
    public static async Task<Nginx> StartAsync()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin");
        var program = folders.Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Inconclusive("nginx is not installed here (Debian: nginx-light). .ci/run installs it.");
        }

        for (var attempt = 1; ; attempt++)
        {
            Nginx nginx = new(program, FreePort());
            try
            {
                await nginx.WaitAsync();
                return nginx;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // Somebody else took the port meanwhile.
                nginx.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task WaitAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(10);
            }
            catch (SocketException e)
            {
                throw new InvalidOperationException("nginx ended: " + await _process.StandardError.ReadToEndAsync(), e);
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
