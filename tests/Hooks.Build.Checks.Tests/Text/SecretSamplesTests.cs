namespace Hooks.Build.Checks.Tests.Text;

/// <summary>Well-known tokens as they stand in files. They are put together here, so that scanners of others do not take this file for a leak.</summary>
[TestClass]
public sealed class SecretSamplesTests
{
    private const string Random = "q7Zt0Xk3Vb9Rm2Wp5Ls8Yd1Hf4Jg6Nc0Aq7Te3Uo9Ix2Bv5Kz8Ml1Pw4Rs6Dy0Gh3Fj7Qn9Cx2Zb5Vt8Lk1Ma4Wo6Ue";
    private const string Hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a089f86d081884c7d65";
    private const string Lower = "q7zt3xk3vb5rm2wp5ls7yd3hf4jg6nc2aq7te3uo5ix2bv5kz4ml9pw4rs6dy0gh3fj7qn9cx2";
    private const string Upper = "Q7ZT3XK3VB5RM2WP5LS7YD3HF4JG6NC2AQ7TE3UO5IX2BV5KZ4ML9PW4RS6DY0GH3FJ7QN9CX2";
    private const string Guid = "3f2a9c4e-71d8-4b06-a5e3-9c0d7f18b624";

    public static IEnumerable<object[]> Samples =>
    [
        ["RAILWAY_TOKEN=" + Guid],
        ["SCW_SECRET_KEY=" + Guid],
        ["//registry.npmjs.org/:_authToken=" + Guid],
        ["PuTTY-User-Key-" + "File-3: ssh-ed25519\nEncryption: none\nComment: x\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 1\nAAAA\n"],
        ["x = \"1/" + "/0" + Random[..70] + "\""],
        ["https://acme.azurewebsites.net/api/f?co" + "de=" + Random[..54] + "=="],
        ["x = \"rn" + "d_" + Random[..32] + "\""],
        ["x = \"sk" + "_" + Hex[..48] + "\""],
        ["AWS_ACCESS_KEY_ID=" + "AK" + "IA" + Upper[..16]],
        ["  aws_secret_access_key: " + Random[..40]],
        ["const azureSecret = '" + Random[..3] + "8" + "Q~" + Random[..34] + "'"],
        ["DefaultEndpointsProtocol=https;AccountName=a;Account" + "Key=" + Random[..86] + "==;EndpointSuffix=core.windows.net"],
        ["Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccess" + "Key=" + Random[..43] + "="],
        ["https://a.blob.core.windows.net/c?sp=r&sv=2022-11-02&sr=b&" + "sig=" + Random[..43] + "%3D"],
        ["\"apiKey\": \"" + "AI" + "za" + Random[..35] + "\","],
        ["client_secret: GOC" + "SPX-" + Random[..28]],
        ["access_token=ya" + "29." + Random[..80]],
        ["git clone https://x-access-token:gh" + "s_" + Random[..36] + "@github.com/a/b.git"],
        ["GITHUB_TOKEN: gh" + "p_" + Random[..36]],
        ["token=\"github_" + "pat_" + Random[..22] + "_" + Random[..59] + "\""],
        ["gitlab_token = gl" + "pat-" + Random[..20]],
        ["RUNNER: gl" + "rt-" + Random[..20]],
        ["deploy gl" + "dt-" + Random[..20]],
        ["SLACK=xo" + "xb-201304857261-918273645546-" + Random[..24]],
        ["slack_app: xa" + "pp-1-A01B2C3D4E5-1234098765432-" + Lower[..64]],
        ["curl -d @a https://hooks." + "slack.com/services/T0A1B2C3D/B0A1B2C3D/" + Random[..24]],
        ["https://discord" + ".com/api/webhooks/112233445566778899/" + Random[..68]],
        ["https://contoso.webhook." + "office.com/webhookb2/" + Guid + "@" + Guid + "/IncomingWebhook/" + Hex[..32] + "/" + Guid],
        ["stripe.api_key = \"sk_" + "live_" + Random[..24] + "\""],
        ["STRIPE_WEBHOOK=wh" + "sec_" + Random[..32]],
        ["OPENAI_API_KEY=sk-" + Random[..20] + "T3Blbk" + "FJ" + Random[..20]],
        ["ANTHROPIC_API_KEY=sk-" + "ant-api03-" + Random[..91] + "AA"],
        ["HF_TOKEN: hf" + "_" + "qZtXkVbRmWpLsYdHfJgNcAqTeUoIxBvKzM"],
        ["//registry.npmjs.org/:_authToken=np" + "m_" + Random[..36]],
        ["password = py" + "pi-AgEI" + Random[..70]],
        ["nuget push -k oy" + "2" + Lower[..43]],
        ["docker login -p dc" + "kr_pat_" + Random[..27]],
        ["TWILIO_API_KEY=S" + "K" + Hex[..32]],
        ["SENDGRID_API_KEY=S" + "G." + Random[..22] + "." + Random[..43]],
        ["MAILGUN: ke" + "y-" + Hex[..32]],
        ["mailchimp: " + Hex[..32] + "-us" + "14"],
        ["X-Shopify-Access-Token: sh" + "pat_" + Hex[..32]],
        ["square: sq0" + "csp-" + Random[..43]],
        ["DIGITALOCEAN_TOKEN=do" + "p_v1_" + Hex[..64]],
        ["CLOUDFLARE_API_TOKEN=" + Random[..40]],
        ["cloudflare origin v1." + "0-" + Hex[..24] + "-" + Hex[..73] + Hex[..73]],
        ["HEROKU_API_KEY=" + Guid],
        ["FASTLY_API_TOKEN=" + Random[..32]],
        ["DATABRICKS_TOKEN=da" + "pi" + Hex[..32]],
        ["DD_API_KEY=" + Hex[..32]],
        ["NEW_RELIC: NR" + "AK-" + Upper[..27]],
        ["grafana: gl" + "sa_" + Random[..32] + "_" + Hex[..8]],
        ["SENTRY_AUTH_TOKEN=sn" + "tryu_" + Hex[..64]],
        ["ATLASSIAN=AT" + "ATT3" + Random + Random[..80] + "=" + Upper[..8]],
        ["linear: li" + "n_api_" + Random[..40]],
        ["NOTION=nt" + "n_" + Random[..46]],
        ["figma: fi" + "gd_" + Random[..40]],
        ["PM: PM" + "AK-" + Hex[..24] + "-" + Hex[..34]],
        ["bot = 123456789" + ":AA" + Random[..33]],
        ["VAULT_TOKEN=hv" + "s." + Random[..24]],
        ["credentials \"app.terraform.io\" { token = \"" + Random[..14] + ".atlas" + "v1." + Random[..67] + "\" }"],
        ["PULUMI_ACCESS_TOKEN=pu" + "l-" + Hex[..40]],
        ["DOPPLER=dp" + ".pt." + Random[..43]],
        ["AGE-SECRET-" + "KEY-1" + Upper[..58]],
        ["jwt: ey" + "J" + Random[..20] + ".ey" + "J" + Random[..30] + "." + Random[..43]],
        ["-----BEGIN " + "EC PRIVATE KEY-----\n" + Random[..64]],
        ["Authorization: Bear" + "er " + Random[..40]],
        ["curl -H 'Authorization: Bas" + "ic YWxpY2U6azMhVng5I3FMbTc='"],
        ["DATABASE_URL=postgres://app:k3!" + "Vx9#qLm7@db.internal:5432/app"],
        ["amqp://app:k3!" + "Vx9qLm7Wp@rabbit:5672/"],
        ["Server=tcp:a.database.windows.net;User ID=sa;Password=k3!" + "Vx9#qLm7;Encrypt=True"],
        ["Host=db;Username=app;Password=k3!" + "Vx9#qLm7;Database=a"],
        ["Server=a;User ID=sa;Password=kQ!" + "VxqLmWpd;"],
        ["machine api.acme.io login bob password k3!" + "Vx9#qLm7"],
        ["machine api.acme.io\n  login bob\n  password k3!" + "Vx9#qLm7"],
        ["ENV DB_PASSWORD k3!" + "Vx9#qLm7"],
        ["ARG NPM_TOKEN=" + Random[..32]],
        ["RUN deploy --password k3!" + "Vx9#qLm7 --all"],
        ["deploy --api-key '" + Random[..32] + "'"],
        ["curl -s -u admin:k3!" + "Vx9#qLm7 https://api.acme.io/"],
        ["curl \\\n  --user 'admin:k3!" + "Vx9#qLm7' https://api.acme.io/"],
        ["docker login -u bob -p k3!" + "Vx9#qLm7"],
        ["PGPASSWORD=k3!" + "Vx9#qLm7 psql -h db"],
        ["mysql -u root -pk3!" + "Vx9#qLm7 db"],
        ["sqlcmd -S db -U sa -P k3!" + "Vx9#qLm7"],
        ["ConvertTo-SecureString -String 'k3!" + "Vx9#qLm7' -AsPlainText -Force"],
        ["ConvertTo-SecureString \"k3!" + "Vx9#qLm7\" -AsPlainText -Force"],
        ["spring.datasource.password=k3!" + "Vx9#qLm7"],
        ["db_password: k3!" + "Vx9#qLm7"],
        ["api_token = \"" + Random[..24] + "\""],
        ["  \\\"client_secret\\\": \\\"" + Random[..32] + "\\\","],
        ["var apiToken string = \"" + Random[..32] + "\""],
        ["const authToken: string = '" + Random[..32] + "';"],
        ["<ApiKey>\n    " + Random[..32] + "\n</ApiKey>"],
        ["System.setProperty(\"API_TOKEN\", \"" + Random[..32] + "\")"],
        ["API_SECRET ?= " + Random[..32]],
        ["    export SERVICE_TOKEN=" + Random[..32] + "  # of the service"],
        ["  - \"SERVICE_TOKEN=" + Random[..32] + "\""],
    ];

    [TestMethod]
    [DynamicData(nameof(Samples))]
    public void A_well_known_secret_is_found_once_and_not_shown(string sample)
    {
        var finding = Checking.Make("secrets").Find("# of the tests\n" + sample + "\n").ShouldHaveSingleItem(sample);

        finding.Message.Split(';')[0].Length.ShouldBeLessThan(60);
        finding.Message.ShouldNotContain(Random[..8]);
        finding.Message.ShouldNotContain("Vx9");
    }

    [TestMethod]
    [DynamicData(nameof(Samples))]
    public void It_is_found_at_the_same_place_in_UTF_16(string sample)
    {
        var content = "# é of the tests\r\n" + sample + "\r\n";
        var check = Checking.Make("secrets");
        var expected = check.Find(content);

        foreach (var (encoding, mark) in Contents.Utf16)
            check.Find((byte[])[.. mark, .. encoding.GetBytes(content)])
                .ShouldBe(mark.Length > 0 ? check.Find("\uFEFF" + content) : expected, encoding.WebName);
    }

    [TestMethod]
    [DataRow("token = response.Token2")]
    [DataRow("token = compute_token_v2(a)")]
    [DataRow("token: nextToken2,")]
    [DataRow("var token string = \"\"")]
    [DataRow("api_key: ${API_KEY_2}")]
    [DataRow("api_key: <your-key-1-goes-here>")]
    [DataRow("secret: 9f86d081-884c-7d65-9a2f-eaa0c55ad015")]
    [DataRow("password: changeme123")]
    [DataRow("password: getpass1")]
    [DataRow("postgres://postgres:postgres@localhost/db")]
    [DataRow("amqp://guest:guest@localhost")]
    [DataRow("https://user:${PASSWORD_1}@host")]
    [DataRow("https://user:password123@host")]
    [DataRow("http://[::1]:8080/a@b")]
    [DataRow("Authorization: Bearer $TOKEN_1")]
    [DataRow("Authorization: Basic YTpi")]
    [DataRow("Authorization: Bearer <token1>")]
    [DataRow("if (line == \"-----BEGIN " + "PRIVATE KEY-----\") return 1;")]
    [DataRow("curl -u name:password https://host")]
    [DataRow("curl -u $USER_1:$PASSWORD_1 https://host")]
    [DataRow("curl -u \"user1:<token-2>\" https://host")]
    [DataRow("curl -o a.tgz https://host/a-1.2.3.tgz; tar -u b:k3xVx9QqLm7")]
    [DataRow("docker login -p \"$TOKEN_1\"")]
    [DataRow("mysql -P 3306 -h host1 -pfoo")]
    [DataRow("mysqldump -proot1234567")]
    [DataRow("use --password to give one, or --token FILE1")]
    [DataRow("login bob password changeme1")]
    [DataRow("ENV PASSWORD_FILE /run/secrets/db1")]
    [DataRow("the login page asks for a password k3xVx9QqLm7")]
    [DataRow("csrf_token = \"q7Zt0Xk3Vb9Rm2Wp5Ls8Yd1H\"")]
    [DataRow("commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b")]
    [DataRow("integrity sha512-q7Zt0Xk3Vb9Rm2Wp5Ls8Yd1Hf4Jg6Nc0Aq7Te3Uo9Ix2Bv5Kz8Ml1Pw4Rs6Dy0Gh3Fj7Qn9Cx2Zb5V==")]
    public void What_every_repository_has_is_none(string content) => Checking.Make("secrets").Find(content).ShouldBeEmpty();
}
