"""Files that an office's own policy has encrypted: they open on its computers only, whatever their ending."""

POLICY_MAGIC = b"%TSD-Header-###%"
POLICY_ENCRYPTED = "文件被本单位的文档安全（透明加密）策略加密，离开本单位的电脑无法打开；请按本单位规定解密（导出明文）后重新上传。"
